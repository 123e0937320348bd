import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createApp } from '../../../src/app.ts'
import type { Accept } from '../../../src/http/push/peer.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { createPushWorld, depsWith, type PushWorldOptions } from '../../support/push-world.ts'
import { createFakePeer } from '../push/fake-peer.ts'

const path = '/api/anilibria/v2/ws'

const handshake = {
  Host: 'api.example',
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** A service whose WebSockets a test opens and closes. */
function createWorld(options: PushWorldOptions = {}) {
  const accepted: Accept[] = []
  const world = createPushWorld({
    upgrade: async (_, accept) => {
      accepted.push(accept)
      return true
    },
    ...options,
  })
  const app = world.app()
  return {
    ...world,
    accepted,
    ask: async (headers: Readonly<Record<string, string | undefined>> = {}, peer = '192.0.2.1') => {
      const sent = Object.entries({ ...handshake, ...headers }).filter(([, value]) => value)
      return app.request(path, { headers: sent as [string, string][] }, { peer })
    },
  }
}

describe('GET /ws', () => {
  it('opens a WebSocket that is told events', async () => {
    const { ask, accepted, happen } = createWorld()
    await ask()
    const peer = createFakePeer()

    const session = accepted[0]?.open(peer)
    session?.message('{"type":"subscribe_updates"}')
    await happen(eventOf('a'))

    assert.equal(peer.heard.at(-1)?.data.event_id, 'a')
  })

  it('counts as a request that was answered with 101, and as no request under way', async () => {
    const { ask, meter } = createWorld()

    await ask()

    assert.equal(meter.numbers[`httpRequests GET ${path} 101`], 1)
    assert.equal(meter.numbers['activeConnections http'], 0)
    assert.equal(meter.numbers['activeConnections websocket'], 1)
    assert.deepEqual(meter.durations, [])
  })

  it('counts no more once it is closed, also if it never was open', async () => {
    const { ask, accepted, meter } = createWorld()
    await ask()
    await ask()
    accepted[0]?.open(createFakePeer())

    for (const { closed } of accepted) closed()
    accepted[0]?.closed()

    assert.equal(meter.numbers.websocketConnections, 0)
  })

  for (const [what, headers] of [
    ['without a wish to upgrade', { Upgrade: undefined }],
    ['for another protocol', { Upgrade: 'h2c' }],
    ['of an old version', { 'Sec-WebSocket-Version': '8' }],
  ] as const) {
    it(`answers 426 to a request ${what}`, async () => {
      const { ask, accepted } = createWorld()

      const response = await ask(headers)

      assert.equal(response.status, 426)
      assert.equal(response.headers.get('Upgrade'), 'websocket')
      assert.equal(response.headers.get('Sec-WebSocket-Version'), '13')
      assert.equal((await response.json()).code, 'UPGRADE_REQUIRED')
      assert.equal(accepted.length, 0)
    })
  }

  it('takes the word for the protocol in any case', async () => {
    const { ask, accepted } = createWorld()

    await ask({ Upgrade: 'WebSocket' })

    assert.equal(accepted.length, 1)
  })

  it('answers 400 to a bad key, or if the runtime makes no WebSocket of it', async () => {
    const bad = createWorld()
    const refusing = createWorld({ upgrade: async () => false })

    const responses = [await bad.ask({ 'Sec-WebSocket-Key': 'short' }), await refusing.ask()]

    assert.deepEqual(
      responses.map(({ status }) => status),
      [400, 400],
    )
    assert.equal(refusing.meter.numbers.websocketConnections, 0)
  })

  for (const [what, corsOrigins, Origin, status] of [
    ['a page of its origins', ['https://site.example'], 'https://site.example', 200],
    ['a page of another', ['https://site.example'], 'https://evil.example', 403],
    [
      'a page of its own host that is not listed',
      ['https://site.example'],
      'https://api.example',
      403,
    ],
    ['a page of its own host, if none is listed', [], 'https://api.example', 200],
    ['a page of another host, if none is listed', [], 'https://evil.example', 403],
    ['a page that does not say whose it is', [], 'null', 403],
    ['who is no browser', ['https://site.example'], undefined, 200],
  ] as const) {
    it(`${status === 200 ? 'lets in' : 'refuses'} ${what}`, async () => {
      const { ask, accepted } = createWorld({ corsOrigins })

      const response = await ask({ Origin })

      assert.equal(response.status, status)
      assert.equal(accepted.length, status === 200 ? 1 : 0)
      if (status === 403) assert.equal((await response.json()).code, 'ORIGIN_NOT_ALLOWED')
    })
  }

  it('refuses who comes when all places are taken, and who has his share', async () => {
    const { ask, accepted } = createWorld({ most: 2, mostPerClient: 1 })
    await ask({}, '192.0.2.1')
    const share = await ask({}, '192.0.2.1')
    await ask({}, '192.0.2.2')
    const all = await ask({}, '192.0.2.3')

    assert.deepEqual([share.status, (await share.json()).code], [429, 'TOO_MANY_CONNECTIONS'])
    assert.deepEqual([all.status, (await all.json()).code], [503, 'CONNECTIONS_TAKEN'])
    accepted[0]?.closed()
    assert.equal((await ask({}, '192.0.2.1')).status, 200)
  })

  it('closes all with 1001 when the service stops, also one that is just opening', async () => {
    const { ask, accepted, connections } = createWorld()
    const [first, second] = [createFakePeer(), createFakePeer()]
    await ask()
    await ask()
    accepted[0]?.open(first)

    const stopping = connections.stop()
    accepted[1]?.open(second)
    for (const { closed } of accepted) closed()
    await stopping

    assert.deepEqual([first.closed[0]?.[0], second.closed[0]?.[0]], [1001, 1001])
  })
})

describe('where nobody watches for events', () => {
  const { meter } = createPushWorld()
  const app = createApp(depsWith({ push: null, corsOrigins: [], meter }))

  for (const name of ['ws', 'events', 'feed.atom']) {
    it(`GET /${name} answers 501`, async () => {
      const response = await app.request(`/api/anilibria/v2/${name}`, {}, { peer: '192.0.2.1' })

      assert.equal(response.status, 501)
      assert.equal((await response.json()).code, 'NOT_IMPLEMENTED')
    })
  }
})
