import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { percentile, startSteadyLoad } from '../../replicas/steady-load.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createEnding } from '../../stack/ending.ts'
import { startDnsServer } from './dns-server.ts'
import { createProxiedWorld, type ProxiedWorld } from './proxied-world.ts'
import { proxies } from './proxies.ts'

const api = '/api/anilibria/v2'
const perSecond = 100
/** How many bytes of an answer each takes off our hands: nginx writes them to a disk. A page has 200 KB. */
const taken = { nginx: 16 * 1024 * 1024, caddy: 512 * 1024 } as const

// Load goes on for seconds.
for (const proxy of proxies) {
  const skip = missing(proxy.name, 'redis', 'mongodb')
  describe(`${proxy.name} in front of replicas that come and go`, { skip }, () => {
    let proxied: ProxiedWorld
    before(async () => {
      proxied = await createProxiedWorld(proxy)
    })
    after(() => proxied?.end())

    it('loses no request when one of them stops, and finds a new one', async (test) => {
      const { replicas, proxy, world, tell } = proxied
      const [one, other] = replicas
      const load = startSteadyLoad(perSecond, () => `${proxy.url}${api}/titles/9000`)
      await setTimeout(1000)

      one.program.signal('SIGTERM')
      assert.equal(await one.program.ended, 0)
      await setTimeout(1000)
      tell([other.host, '127.0.0.4'])
      const PORT = new URL(other.url).port
      const third = await world.replica({ HOST: '127.0.0.4', PORT, ADMIN_PORT: '0' })
      await setTimeout(2500)
      await load.stop()

      const sent = load.sent()
      const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => percentile(sent, share))
      test.diagnostic(`${sent.length} requests: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`)
      assert.ok(sent.length > 4 * perSecond)
      assert.deepEqual(
        sent.filter(({ status }) => status !== 200),
        [],
      )
      assert.match(third.program.output(), /"msg":"Request completed"/)
    })
  })

  describe(`${proxy.name} in front of clients that are slow`, { skip: missing(proxy.name) }, () => {
    const { later, end } = createEnding()
    after(end)

    it('waits for them alone, both when they ask and when they listen', async () => {
      let [asked, answered] = [0, 0]
      const service = createServer((_, response) => {
        asked += 1
        response.once('finish', () => {
          answered += 1
        })
        response.end(Buffer.alloc(taken[proxy.name], 'x'))
      })
      await once(service.listen(0, '127.0.0.2'), 'listening')
      later(ended(service))
      const dns = later(await startDnsServer('service'))
      dns.tell(['127.0.0.2'])
      const { port } = service.address() as AddressInfo
      const server = later(await proxy.start({ resolver: dns.port, service: port }))
      const write = (text: string): void => {
        const socket = connect(server.port, '127.0.0.1').pause()
        socket.write(text)
        later({ stop: async () => void socket.destroy() })
      }

      for (let index = 0; index < 10; index += 1) write('GET /api/titles HTTP/1.1\r\nHost: a\r\nX')
      for (let index = 0; index < 10; index += 1)
        write('GET /api/titles HTTP/1.1\r\nHost: a\r\n\r\n')
      await until(() => answered === 10)

      assert.equal(asked, 10)
    })
  })
}

function ended(server: Server): { stop(): Promise<void> } {
  return {
    async stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
