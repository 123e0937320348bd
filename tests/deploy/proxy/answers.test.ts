import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createProxiedWorld, type ProxiedWorld } from './proxied-world.ts'
import { proxies } from './proxies.ts'

const api = '/api/anilibria/v2'
const page = `${api}/titles?limit=20`

for (const proxy of proxies) {
  const skip = missing(proxy.name, 'redis', 'mongodb')
  describe(`${proxy.name} in front of two replicas`, { skip }, () => {
    let proxied: ProxiedWorld
    before(async () => {
      proxied = await createProxiedWorld(proxy)
    })
    after(() => proxied?.end())

    async function lineOf(requestId: string | undefined) {
      const find = () =>
        proxied.replicas
          .flatMap(({ completed }) => completed())
          .find(({ request_id }) => request_id === requestId)
      await until(() => find() !== undefined)
      return find()
    }

    it('passes titles on, from both', async () => {
      const { status, text } = await proxied.ask(`${api}/titles/9000`)
      for (let asked = 0; asked < 30; asked += 1) await proxied.ask(`${api}/titles/9000`)

      assert.equal(status, 200)
      assert.equal(JSON.parse(text()).data.id, 9000)
      for (const { completed } of proxied.replicas) assert.ok(completed().length > 3)
    })

    it('compresses for who asks for that', async () => {
      const plain = await proxied.ask(page)
      const packed = await proxied.ask(page, { headers: { 'Accept-Encoding': 'gzip' } })

      assert.equal(packed.headers['content-encoding'], 'gzip')
      assert.equal(packed.headers.vary, 'Accept-Encoding')
      assert.ok(packed.bytes.length < plain.bytes.length / 3)
      assert.deepEqual(gunzipSync(packed.bytes), plain.bytes)
    })

    it('answers 304 to who has the compressed answer, or the plain one', async () => {
      for (const encoding of ['gzip', 'identity']) {
        const headers = { 'Accept-Encoding': encoding }
        const { headers: first } = await proxied.ask(page, { headers })
        const again = { ...headers, 'If-None-Match': first.etag ?? '' }

        const { status, bytes } = await proxied.ask(page, { headers: again })

        // Other bytes under the same strong tag would be wrong; Caddy leaves that to us.
        const weak = proxy.name === 'nginx' && encoding === 'gzip'
        assert.match(first.etag ?? '', weak ? /^W\/"\w+"$/ : /^"\w+"$/)
        assert.deepEqual([status, bytes.length], [304, 0], encoding)
      }
    })

    it('tells whether all is well, and no details', async () => {
      const health = await proxied.ask('/health')
      const live = await proxied.ask('/health/live')

      assert.deepEqual([health.status, health.text()], [200, '{"status":"healthy"}'])
      assert.deepEqual([live.status, live.text()], [200, '{"status":"healthy"}'])
    })

    it('gives each request an id, whatever its client calls it', async () => {
      const headers = { 'X-Request-ID': 'forged' }

      const first = await proxied.ask(`${api}/titles/9000`, { headers })
      const second = await proxied.ask(`${api}/titles/9000`, { headers })

      const ids = [first, second].map((answer) => answer.headers['x-request-id'])
      assert.equal(new Set([...ids, 'forged']).size, 3)
      assert.equal((await lineOf(ids[0]))?.path, `${api}/titles/9000`)
      // Caddy writes no ids into its log.
      const logged = () => proxied.proxy.output().includes(ids[1] ?? 'none')
      await until(() => logged() || proxy.name === 'caddy')
    })

    it('says from where a request comes, whatever its client says', async () => {
      const forged = { 'X-Forwarded-For': '203.0.113.7, 10.0.0.1', 'X-Real-IP': '203.0.113.7' }

      const { headers } = await proxied.ask(`${api}/titles/9000`, {
        headers: forged,
        localAddress: '127.0.0.9',
      })

      assert.equal((await lineOf(headers['x-request-id']))?.ip, '127.0.0.9')
    })

    it('writes no query into its log, which may hold secrets', async () => {
      await proxied.ask(`${api}/titles?token=planted&limit=1`)
      await proxied.ask('/metrics?token=planted', { headers: { Cookie: 'planted' } })
      await until(() => proxied.proxy.output().includes('"/metrics"'))

      assert.ok(!proxied.proxy.output().includes('planted'))
    })
  })
}
