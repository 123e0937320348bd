import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { internalHeaders } from '../../support/internal-token.ts'
import { createProxiedWorld, type ProxiedWorld } from './proxied-world.ts'
import { proxies } from './proxies.ts'

const api = '/api/anilibria/v2'

const hidden = ['/metrics', '/internal/stats', '/health/ready', '/nothing']
const disguised = [
  '//internal/stats',
  '/%69nternal/stats',
  '/%2569nternal/stats',
  '/INTERNAL/stats',
  `${api}/../../../internal/stats`,
  '/api/%2e%2e/internal/stats',
  '/api/..%2finternal/stats',
  '/api/..;/internal/stats',
  '/health/../metrics',
  '/health/live/../../metrics',
  'http://service/internal/stats',
]

for (const proxy of proxies) {
  const skip = missing(proxy.name, 'redis', 'mongodb')
  describe(`${proxy.name} in front of replicas that tell everybody all, and believe nobody`, {
    skip,
  }, () => {
    let proxied: ProxiedWorld
    before(async () => {
      proxied = await createProxiedWorld(proxy, { ADMIN_PORT: '', TRUSTED_PROXIES: '10.0.0.0/8' })
    })
    after(() => proxied?.end())

    it('is in front of what there is to hide', async () => {
      const [one] = proxied.replicas

      assert.equal((await one.ask('/metrics')).status, 200)
      assert.equal((await one.internal('/stats')).status, 200)
    })

    for (const path of [...hidden, ...disguised]) {
      it(`has nothing at ${path}`, async () => {
        const headers = await internalHeaders()

        const { status, headers: told, text } = await proxied.ask(path, { headers })

        assert.equal(status, 404)
        assert.equal(told['content-type'], 'application/problem+json')
        const { code, request_id } = JSON.parse(text())
        assert.equal(code, 'ROUTE_NOT_FOUND')
        assert.equal(request_id, told['x-request-id'])
      })
    }

    it('is itself who asks, and they give the ids', async () => {
      const path = `${api}/titles/9000`
      const { headers } = await proxied.ask(path, { localAddress: '127.0.0.9' })

      const lines = () => proxied.replicas.flatMap(({ completed }) => completed())
      await until(() => lines().some((line) => line.path === path))
      const line = lines().find((line) => line.path === path)
      assert.equal(line?.ip, '127.0.0.1')
      assert.equal(line?.request_id, headers['x-request-id'])
    })
  })
}
