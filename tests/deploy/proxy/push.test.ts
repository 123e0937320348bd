import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ReceiverUnderTest, streamReceiver, webSocketReceiver } from '../../push/receivers.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createProxiedWorld, type ProxiedWorld } from './proxied-world.ts'
import { proxies } from './proxies.ts'

const api = '/api/anilibria/v2'
const env = {
  WATCH_INTERVAL: '1',
  CACHE_TTL_MEMORY: '1',
  CACHE_TTL_REDIS: '1',
  CACHE_TTL_DATABASE: '1',
}

// AniLibria is looked at once a second.
for (const proxy of proxies) {
  describe(`${proxy.name} in front of events`, {
    skip: missing(proxy.name, 'redis', 'mongodb'),
  }, () => {
    let proxied: ProxiedWorld
    const receivers: ReceiverUnderTest[] = []
    before(async () => {
      proxied = await createProxiedWorld(proxy, env)
      const seen = proxied.replicas.map(({ program }) => {
        return program.line('Catalogue seen for the first time')
      })
      await Promise.race(seen)
    })
    after(async () => {
      for (const { stop } of receivers) stop()
      await proxied?.end()
    })

    for (const receiver of [webSocketReceiver, streamReceiver]) {
      it(`passes them on as they happen, to a ${receiver.name}`, async () => {
        const { told, ...one } = receiver(() => [proxied.proxy.url])
        receivers.push({ told, ...one })
        const opened = async () => {
          const series = 'anilibria_active_connections{connection_type='
          const kinds = ['"websocket"}', '"sse"}'].map((kind) => series + kind)
          const all = proxied.replicas.flatMap(({ metric }) => kinds.map(metric))
          return (await Promise.all(all)).reduce((sum, count) => sum + count) === receivers.length
        }
        await until(opened)

        const { ordinal } = proxied.world.upstream.publishEpisode({ title_id: 9000 })

        await until(() => told.ids.includes(`new_episode-9000-${ordinal}`))
      })
    }

    it('neither compresses nor holds back a stream', async () => {
      const { url } = proxied.proxy
      const stop = new AbortController()

      const { headers, body } = await fetch(`${url}${api}/events`, {
        headers: { 'Accept-Encoding': 'gzip' },
        signal: stop.signal,
      })
      const first = await body?.getReader().read()
      stop.abort()

      assert.equal(headers.get('Content-Type'), 'text/event-stream')
      assert.equal(headers.get('Content-Encoding'), null)
      assert.match(new TextDecoder().decode(first?.value), /^retry: \d+\n\n/)
    })

    it('passes on what is said to who asks for a WebSocket without being one', async () => {
      const { status, text } = await proxied.ask(`${api}/ws`)

      assert.equal(status, 426)
      assert.equal(JSON.parse(text()).code, 'UPGRADE_REQUIRED')
    })
  })
}
