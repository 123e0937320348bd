import assert from 'node:assert/strict'
import { until } from '../../runtimes/until.ts'
import { eventOf } from '../../support/events.ts'
import type { MeteredService, MetricCase } from './metric-case.ts'
import { startReceiver } from './receiver.ts'

const neighbour = await startReceiver(204)
export const endNotificationCases = (): Promise<void> => neighbour.stop()

const id = 10126
const newEpisode = { type: 'new_episode' }

/** An episode comes out, and we learn of it. */
async function publish({ sync, upstream }: MeteredService): Promise<void> {
  await sync(id)
  upstream.publishEpisode({ title_id: id })
  await sync(id)
}

/** A WebSocket to the service, and what it was told. */
async function openSocket({ url }: MeteredService) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/anilibria/v2/ws`)
  const said: string[] = []
  socket.onmessage = ({ data }) => said.push(JSON.parse(String(data)).type)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  return {
    said,
    say: (message: object) => socket.send(JSON.stringify(message)),
    async close() {
      const closed = new Promise((resolve) => {
        socket.onclose = resolve
      })
      socket.close()
      await closed
    },
  }
}

/** What moves because others are told of events. */
export const notificationCases: readonly MetricCase[] = [
  {
    metric: 'websocketConnections',
    it: 'counts WebSockets that are open, as active connections do',
    listens: true,
    async run(service) {
      const counts = () =>
        Promise.all([
          service.shown('websocketConnections'),
          service.shown('activeConnections', { connection_type: 'websocket' }),
        ])
      const sockets = [await openSocket(service), await openSocket(service)]
      assert.deepEqual(await counts(), [2, 2])

      for (const { close } of sockets) await close()

      await until(async () => (await counts()).every((count) => count === 0))
    },
  },
  {
    metric: 'websocketMessages',
    it: 'counts messages in both directions, whatever a client makes up',
    listens: true,
    async run(service) {
      const { shown } = service
      const { say, said, close } = await openSocket(service)
      say({ type: 'ping' })
      say({ type: 'subscribe_title', data: { title_id: id } })
      say({ type: 'madeup' })
      await until(() => said.length === 3)
      await publish(service)
      await until(() => said.length === 4)
      await close()

      const counted = (direction: string, message_type: string) =>
        shown('websocketMessages', { direction, message_type })
      for (const type of ['ping', 'subscribe_title', 'unknown']) {
        assert.equal(await counted('in', type), 1)
      }
      for (const type of ['pong', 'subscribed', 'error', 'new_episode']) {
        assert.equal(await counted('out', type), 1)
      }
      const sent = { ...newEpisode, channel: 'websocket' }
      assert.equal(await shown('notificationsSent', sent), 1)
      assert.equal(await service.counted('notificationLag', { channel: 'websocket' }), 1)
    },
  },
  {
    metric: 'notificationsSent',
    it: 'counts events that were told in streams, which are connections while they are open',
    async run(service) {
      const { api, shown } = service
      const streams = { connection_type: 'sse' }
      const { body } = await api('/events')
      assert.equal(await shown('activeConnections', streams), 1)

      await publish(service)

      await until(
        async () => (await shown('notificationsSent', { ...newEpisode, channel: 'sse' })) === 1,
      )
      await body?.cancel()
      await until(async () => (await shown('activeConnections', streams)) === 0)
      assert.equal(await shown('notificationsSent'), 1)
    },
  },
  {
    metric: 'notificationLag',
    it: "times what is told from AniLibria's own date of it",
    async run(service) {
      const { api, counted, total } = service
      const { body } = await api('/events')
      await publish(service)
      await until(async () => (await counted('notificationLag', { channel: 'sse' })) === 1)
      await body?.cancel()

      const seconds = (await total('notificationLag', { channel: 'sse' })) ?? -1
      assert.ok(seconds >= 0 && seconds < 5, `${seconds} s`)
    },
  },
  {
    metric: 'notificationsSent',
    it: 'counts events that webhooks took',
    env: { WEBHOOK_ALLOW_PRIVATE: 'true' },
    async run(service) {
      const { internal, shown } = service
      const receiver = await startReceiver(204)
      assert.equal((await internal('/webhooks', { url: `${receiver.url}/hook` })).status, 201)
      await publish(service)

      const channel = 'webhook'
      await until(async () => (await shown('notificationsSent', { channel })) === 1)
      await receiver.stop()
      assert.equal(await service.counted('notificationLag', { channel }), 1)
      assert.deepEqual(receiver.paths, ['/hook'])
    },
  },
  {
    metric: 'notificationsSent',
    it: 'counts events that the neighbour took',
    env: { NODEJS_SERVICE_URL: neighbour.url },
    async run(service) {
      await publish(service)

      const channel = 'nodejs'
      await until(async () => (await service.shown('notificationsSent', { channel })) === 1)
      assert.equal(await service.counted('notificationLag', { channel }), 1)
      assert.deepEqual(neighbour.paths, ['/internal/anilibria/notify'])
    },
  },
  {
    metric: 'errors',
    it: 'counts tries to tell a webhook that were in vain',
    env: { WEBHOOK_ALLOW_PRIVATE: 'true' },
    async run(service) {
      const receiver = await startReceiver(500)
      await service.internal('/webhooks', { url: receiver.url })
      await publish(service)

      const failed = { component: 'notifications', error_type: 'unavailable' }
      await until(async () => (await service.shown('errors', failed)) === 1)
      await receiver.stop()
      assert.equal(await service.shown('notificationsSent'), 0)
    },
  },
  {
    metric: 'notificationsWaiting',
    it: 'is how many events webhooks had not taken when it was last looked',
    before: ({ outbox }) => outbox.add(['one', 'other'], eventOf('a'), Date.now() + 60_000),
    async run({ shown }) {
      await until(async () => (await shown('notificationsWaiting')) === 2)
    },
  },
  {
    metric: 'webhooksDisabled',
    it: 'is how many webhooks nothing is sent to any more',
    before: async ({ webhooks }) => {
      const known = { secret: 'whsec_AAAA', types: null, titleIds: null, createdAt: 0 }
      for (const disabled of [null, { at: 0, reason: 'status 410' }]) {
        const id = disabled === null ? 'well' : 'gone'
        await webhooks.add({ id, url: 'https://example.org/hook', disabled, ...known })
      }
    },
    async run({ shown }) {
      await until(async () => (await shown('webhooksDisabled')) === 1)
    },
  },
]
