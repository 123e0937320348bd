import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { after, afterEach, before, describe, it } from 'node:test'
import { openSqliteStore } from '../../src/adapters/sqlite/store.ts'
import { eventOf } from '../contracts/event-log.ts'
import { frameOf, openRaw, type RawWebSocket } from '../support/raw-web-socket.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { bugsIn } from './bugs-in.ts'
import { pathOf } from './open-socket.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
  describe(`on ${runtime.name} the service`, unlessMissing(runtime), () => {
    const folders = createTemporaryFolders()
    const DATA_DIR = folders.make()
    let service: Started
    let sockets: RawWebSocket[] = []
    before(async () => {
      service = await start(runtime, {
        DATA_DIR,
        INTERNAL_JWT_SECRET: 'secret',
        CORS_ORIGINS: 'https://site.example',
        WEBSOCKET_MAX_CONNECTIONS: '3',
        WEBSOCKET_MAX_PER_CLIENT: '2',
      })
    })
    afterEach(async () => {
      for (const { socket } of sockets) socket.destroy()
      sockets = []
      await until(async () => (await connections()) === 0)
    })
    after(async () => {
      await service?.end()
      folders.removeAll()
    })

    async function connections(): Promise<number> {
      const metrics = await (await service.ask('/metrics')).text()
      const [, websockets, streams] =
        /connection_type="websocket"} (\d+)\n.*connection_type="sse"} (\d+)\n/.exec(metrics) ?? []
      return Number(websockets) + Number(streams)
    }

    /** `client`: whose address a proxy of ours tells. */
    async function open(client: string, headers: readonly string[] = []): Promise<RawWebSocket> {
      const socket = await openRaw(service.url + pathOf('ws'), [
        `X-Forwarded-For: ${client}`,
        ...headers,
      ])
      sockets.push(socket)
      return socket
    }

    const textsOf = (raw: RawWebSocket) => raw.frames().filter(({ opcode }) => opcode === 1).length
    const statusOf = ({ head }: RawWebSocket) => Number(head.split(' ')[1])

    it('refuses a third connection of one client with 429, and a fourth of all with 503', async () => {
      const first = [await open('192.0.2.1'), await open('192.0.2.1')]
      const share = await open('192.0.2.1')
      const third = await open('192.0.2.2')
      const all = await open('192.0.2.3')
      const stream = await service.api('/events')

      assert.deepEqual([...first, third].map(statusOf), [101, 101, 101])
      assert.deepEqual([statusOf(share), statusOf(all)], [429, 503])
      assert.match(all.head, /\r\nretry-after: 10\r\n/i)
      assert.deepEqual([stream.status, (await stream.json()).code], [503, 'CONNECTIONS_TAKEN'])
      first[0]?.socket.destroy()
      await until(async () => (await connections()) === 2)
      assert.equal(statusOf(await open('192.0.2.1')), 101)
    })

    it('lets in pages of its origins only', async () => {
      const good = await open('192.0.2.1', ['Origin: https://site.example'])
      const bad = await open('192.0.2.1', ['Origin: https://evil.example'])

      assert.deepEqual([statusOf(good), statusOf(bad)], [101, 403])
    })

    it('says why it refuses, and takes no place for it', async () => {
      const refused = await open('192.0.2.1', ['Origin: https://evil.example'])
      await until(() => refused.rest().includes('"code":"ORIGIN_NOT_ALLOWED"'))

      assert.match(refused.head, /\r\ncontent-type: application\/problem\+json\r\n/i)
      assert.equal(await connections(), 0)
    })

    for (const protocol of ['h2c', 'websocket']) {
      it(`answers what asks for ${protocol} elsewhere as if it did not`, async () => {
        const asked = get(`${service.url}/health/live`, {
          headers: { Connection: 'Upgrade', Upgrade: protocol },
          signal: AbortSignal.timeout(2000),
        })

        const [response] = await once(asked, 'response')

        assert.equal(response.statusCode, 200)
        assert.equal(JSON.parse(await text(response)).status, 'healthy')
      })
    }

    // The service looks at its log once a second, and the machine's own buffers take some of it.
    it('closes who does not read with 1013, and not who does', async () => {
      const [slow, quick] = [await open('192.0.2.1'), await open('192.0.2.2')]
      const subscribe = Buffer.from('{"type":"subscribe_updates"}')
      for (const socket of [slow, quick]) socket.send(frameOf({ first: 0x81, payload: subscribe }))
      await until(() => slow.frames().length + quick.frames().length === 2)
      slow.socket.pause()

      const store = await openSqliteStore(DATA_DIR)
      const data = { text: 'x'.repeat(6_000_000) }
      for (let many = 1; many <= 4; many += 1) {
        await store.events.append([eventOf(`big-${many}`, { data })])
        await until(() => textsOf(quick) === 1 + many)
      }
      store.close()
      slow.socket.resume()

      assert.equal(await slow.closed, 1013)
      assert.ok(textsOf(slow) < 5)
    })

    it('has met no bug in all of this', () => {
      assert.deepEqual(bugsIn(service.program.output()), [])
    })
  })
}
