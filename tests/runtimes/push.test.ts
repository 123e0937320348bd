import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readEvents } from '../support/read-events.ts'
import { bugsIn } from './bugs-in.ts'
import { openSocket, pathOf } from './open-socket.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
  // The watcher looks once a second.
  describe(`on ${runtime.name} the service tells events`, unlessMissing(runtime), () => {
    let service: Started
    before(async () => {
      service = await start(runtime, { WATCH_INTERVAL: '1', INTERNAL_JWT_SECRET: 'secret' })
      await service.program.line('Catalogue seen for the first time')
    })
    after(() => service?.end())

    const open = () => openSocket(service.url)

    /** The value of a series of `/metrics`. */
    async function number(series: string): Promise<number> {
      const text = await (await service.ask('/metrics')).text()
      const line = text.split('\n').find((one) => one.startsWith(`${series} `))
      return Number(line?.split(' ')[1])
    }

    it('over WebSockets and as server-sent events, the same to all', async () => {
      const [one, other] = [await open(), await open()]
      one.say('subscribe_title', { title_id: 9000 })
      other.say('subscribe_updates', { types: ['new_episode'] })
      await until(() => one.heard('subscribed').length + other.heard('subscribed').length === 2)
      const stream = readEvents(await service.api('/events?title_id=9000'))

      const { ordinal } = service.upstream.publishEpisode({ title_id: 9000 })
      await until(() => stream.ids().length > 0)
      await until(() => one.told().length > 0 && other.told().length > 0)

      const [event] = one.heard('new_episode')
      assert.equal(event?.title_id, 9000)
      assert.equal(event?.episode, ordinal)
      assert.deepEqual(other.heard('new_episode'), [event])
      assert.deepEqual(stream.told(), [
        {
          id: event?.event_id,
          event: 'new_episode',
          data: { type: 'new_episode', data: event },
        },
      ])
      await Promise.all([one.close(), other.close(), stream.leave()])
    })

    it('and shows which connections are open, until those who wait leave', async () => {
      const socket = await open()
      const stream = readEvents(await service.api('/events'))
      const open2 = async () => [
        await number('anilibria_websocket_connections_active'),
        await number('anilibria_active_connections{connection_type="websocket"}'),
        await number('anilibria_active_connections{connection_type="sse"}'),
      ]
      await until(async () => (await open2()).join() === '1,1,1')

      await Promise.all([socket.close(), stream.leave()])

      await until(async () => (await open2()).join() === '0,0,0')
    })

    it('and counts each connection as one request', async () => {
      const path = pathOf('ws')
      const requests = `anilibria_http_requests_total{method="GET",endpoint="${path}",status_code="101"}`
      const before = (await number(requests)) || 0

      const socket = await open()

      await until(async () => (await number(requests)) === before + 1)
      await socket.close()
      const lines = service.program.output().split('\n')
      const completed = lines.filter((line) => line.includes(`"path":"${path}"`))
      assert.ok(completed.some((line) => line.includes('"status_code":101')))
    })

    it('and the feed has them', async () => {
      const response = await service.api('/feed.atom?title_id=9000')

      assert.match(await response.text(), /<entry>\n<id>urn:uuid:/)
    })

    it('and goes on where a client was when the process was started again', async () => {
      const first = await open()
      first.say('subscribe_updates')
      const stream = readEvents(await service.api('/events'))
      service.upstream.publishEpisode({ title_id: 9000 })
      await until(() => first.told().length > 0 && stream.ids().length > 0)
      const [last = ''] = first.told()

      await service.restart()
      service.upstream.publishEpisode({ title_id: 9000 })
      await until(
        async () => (await (await service.api('/feed.atom')).text()).split('<entry>').length > 3,
      )
      const again = await open()
      again.say('resume', { last_event_id: last })
      again.say('subscribe_updates')
      const browser = readEvents(
        await service.api('/events', { headers: { 'Last-Event-ID': last } }),
      )
      await until(() => again.told().length > 0 && browser.ids().length > 0)
      service.upstream.publishEpisode({ title_id: 9000 })
      await until(() => again.told().length > 1 && browser.ids().length > 1)

      assert.equal(again.told().length, 2)
      assert.deepEqual(browser.ids(), again.told())
      assert.ok(!again.told().includes(last))
      await Promise.all([again.close(), browser.leave()])
    })

    it('until it stops, which it says with 1001 and when to come again', async () => {
      const socket = await open()
      const stream = readEvents(await service.api('/events'))

      service.program.signal('SIGTERM')
      const { code, reason } = await socket.closed
      await stream.ended

      assert.equal(code, 1001)
      assert.ok(JSON.parse(reason).reconnect_ms >= 500)
      assert.match(stream.text(), /\nretry: \d+\n\n$/)
      assert.equal(await service.program.ended, 0)
      assert.deepEqual(bugsIn(service.program.output()), [])
    })
  })
}

for (const runtime of runtimes.filter(({ livesLong }) => !livesLong)) {
  describe(`on ${runtime.name} the service`, unlessMissing(runtime), () => {
    it('says that it tells no events', async () => {
      const service = await start(runtime)
      const routes = ['ws', 'events', 'feed.atom']

      const responses = await Promise.all(routes.map((route) => service.api(`/${route}`)))

      assert.deepEqual(
        responses.map(({ status }) => status),
        [501, 501, 501],
      )
      await service.end()
    })
  })
}
