import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import { eventOf } from '../../contracts/event-log.ts'
import {
  createPushWorld,
  type PushWorld,
  type PushWorldOptions,
  settled,
} from '../../support/push-world.ts'
import { readEvents } from '../../support/read-events.ts'

const path = '/api/anilibria/v2/events'

describe('GET /events', () => {
  let open: PushWorld[] = []
  afterEach(async () => {
    mock.timers.reset()
    await Promise.all(open.map(({ connections }) => connections.stop()))
    open = []
  })

  function createWorld(options: PushWorldOptions = {}) {
    const world = createPushWorld(options)
    open.push(world)
    const app = world.app()
    const ask = async (query = '', init: RequestInit = {}, peer = '192.0.2.1') =>
      app.request(path + query, init, { peer })
    return {
      ...world,
      ask,
      /** Asks, and reads what comes. */
      async read(query = '', init: RequestInit = {}) {
        const response = await ask(query, init)
        const events = readEvents(response)
        await settled()
        return { response, ...events }
      },
    }
  }

  it('tells events with their ids and types, as they happen', async () => {
    const { read, happen } = createWorld()
    const { response, told } = await read()
    const event = eventOf('a', { type: 'new_title' })

    await happen(event)
    await settled()

    assert.equal(response.status, 200)
    assert.deepEqual(told(), [
      { id: 'a', event: 'new_title', data: { type: 'new_title', data: event.data } },
    ])
  })

  it('says how it is to be treated on its way', async () => {
    const { response, text } = await createWorld().read()

    assert.equal(response.headers.get('Content-Type'), 'text/event-stream')
    assert.equal(response.headers.get('Cache-Control'), 'no-store')
    assert.equal(response.headers.get('X-Accel-Buffering'), 'no')
    assert.equal(text(), 'retry: 3000\n\n')
  })

  it('tells only what is asked for', async () => {
    const { read, happen } = createWorld()
    const title = await read('?title_id=1')
    const types = await read('?types=new_title,status_change')
    const both = await read('?title_id=1&types=new_title')

    await happen(
      eventOf('a', { titleId: 1 }),
      eventOf('b', { titleId: 2, type: 'new_title' }),
      eventOf('c', { titleId: 1, type: 'new_title' }),
    )
    await settled()

    assert.deepEqual([title.ids(), types.ids(), both.ids()], [['a', 'c'], ['b', 'c'], ['c']])
  })

  for (const [how, query, headers] of [
    ['the header of browsers', '', { 'Last-Event-ID': 'a' }],
    ['a query', '?last_event_id=a', {}],
    ['the header rather than a query', '?last_event_id=never', { 'Last-Event-ID': 'a' }],
  ] as const) {
    it(`tells first what came after the event that ${how} names`, async () => {
      const { read, happen } = createWorld()
      await happen(eventOf('a'), eventOf('b'))

      const { ids } = await read(query, { headers })
      await happen(eventOf('c'))
      await settled()

      assert.deepEqual(ids(), ['b', 'c'])
    })
  }

  it('says that it does not know an event, and tells what happens from now on', async () => {
    const { read, happen } = createWorld()

    const { told } = await read('', { headers: { 'Last-Event-ID': 'never\u00e9' } })
    await happen(eventOf('a'))
    await settled()

    const [notice, event] = told()
    assert.equal(notice?.event, 'resume_unknown')
    assert.equal(notice?.data.code, 'RESUME_UNKNOWN')
    assert.equal(notice?.id, undefined)
    assert.equal(event?.id, 'a')
  })

  it('lets a browser that was told nothing yet come again without missing anything', async () => {
    const { read, happen } = createWorld()
    await happen(eventOf('a'), eventOf('b'))

    const { told, text } = await read()

    assert.deepEqual(told(), [])
    assert.equal(text(), 'retry: 3000\n\nid: b\n\n')
  })

  it('gives a sign of life every 15 s', async () => {
    mock.timers.enable({ apis: ['setInterval'] })
    const { text } = await createWorld().read()

    mock.timers.tick(30_000)
    await settled()

    assert.equal(text(), 'retry: 3000\n\n:\n\n:\n\n')
  })

  it('counts as a connection, and as no request under way', async () => {
    const { read, meter } = createWorld()

    await read()

    assert.equal(meter.numbers['activeConnections http'], 0)
    assert.equal(meter.numbers['activeConnections sse'], 1)
    assert.deepEqual(meter.durations, [])
  })

  it('leaves when its reader does', async () => {
    const { read, happen, meter } = createWorld()
    const { leave } = await read()
    const before = meter.numbers['activeConnections sse']

    await leave()
    await happen(eventOf('a'))

    assert.equal(before, 1)
    assert.equal(meter.numbers['activeConnections sse'], 0)
    assert.equal(meter.numbers['notificationsSent new_episode sse'], undefined)
  })

  it('ends for a reader who does not read, after 1 MiB', async () => {
    const { ask, happen, meter } = createWorld()
    const response = await ask()
    await settled()
    const data = { text: 'x'.repeat(262_144) }

    await happen(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => eventOf(id, { data })))

    assert.equal(meter.numbers['activeConnections sse'], 0)
    assert.equal((await response.text()).includes('data:'), false)
  })

  it('says when to come again and ends, when the service stops', async () => {
    const { ask, connections } = createWorld()
    const response = await ask()

    await connections.stop()

    assert.match(await response.text(), /^retry: 3000\n\nretry: \d{3,5}\n\n$/)
    assert.equal((await ask()).status, 503)
  })

  it('answers HEAD, and opens nothing', async () => {
    const { ask, meter } = createWorld()

    const response = await ask('', { method: 'HEAD' })

    assert.equal(response.status, 200)
    assert.equal(response.headers.get('Content-Type'), 'text/event-stream')
    assert.equal(await response.text(), '')
    assert.equal(meter.numbers['activeConnections sse'], undefined)
  })

  it('says what is wrong with a query', async () => {
    const response = await createWorld().ask('?title_id=0&types=all&last_event_id=%20')

    const { code, errors } = await response.json()
    assert.equal(code, 'INVALID_REQUEST')
    assert.deepEqual(
      errors.map(({ path }: { path: string }) => path),
      ['title_id', 'types.0', 'last_event_id'],
    )
  })

  it('refuses who comes when all places are taken, and who has his share', async () => {
    const { ask } = createWorld({ most: 2, mostPerClient: 1 })
    await ask('', {}, '192.0.2.1')
    const share = await ask('', {}, '192.0.2.1')
    await ask('', {}, '192.0.2.2')
    const all = await ask('', {}, '192.0.2.3')

    assert.deepEqual([share.status, (await share.json()).code], [429, 'TOO_MANY_CONNECTIONS'])
    assert.deepEqual([all.status, (await all.json()).code], [503, 'CONNECTIONS_TAKEN'])
    assert.equal(all.headers.get('Retry-After'), '10')
  })

  it('lets pages of its origins read, and send the id of the last event', async () => {
    const { ask } = createWorld({ corsOrigins: ['https://site.example'] })
    const Origin = 'https://site.example'

    const asked = await ask('', { headers: { Origin } })
    const before = await ask('', {
      method: 'OPTIONS',
      headers: { Origin, 'Access-Control-Request-Method': 'GET' },
    })

    assert.equal(asked.headers.get('Access-Control-Allow-Origin'), Origin)
    assert.match(before.headers.get('Access-Control-Allow-Headers') ?? '', /Last-Event-ID/)
  })
})
