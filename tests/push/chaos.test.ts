import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createReplicasWorld, type Replica, type ReplicasWorld } from '../replicas/world.ts'
import { missing } from '../servers/missing.ts'
import {
  type ReceiverUnderTest,
  streamReceiver,
  webhookReceiver,
  webSocketReceiver,
} from './receivers.ts'

const episodes = 200
/** How long after the last one everybody may wait: refusals are tried again after 5 and 30 s. */
const patienceMs = 120_000
/** Titles that episodes come out of: generated ones, ongoing. */
const titleIds = [9000, 9820, 413, 2495, 3996]

describe('200 episodes on a bad day', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let living: Replica[] = []
  let receivers: readonly ReceiverUnderTest[] = []
  const published: { readonly titleId: number; readonly ordinal: number }[] = []

  before(async () => {
    world = await createReplicasWorld({
      WATCH_INTERVAL: '1',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      CACHE_TTL_MEMORY: '1',
      CACHE_TTL_REDIS: '1',
      CACHE_TTL_DATABASE: '1',
    })
    living = await Promise.all([world.replica(), world.replica()])
    const [first = assert.fail()] = living
    const seen = living.map(({ program }) => program.line('Catalogue seen for the first time'))
    await Promise.race(seen)
    const urls = () => living.map(({ url }) => url)
    const webhook = await webhookReceiver()
    const body = JSON.stringify({ url: webhook.url })
    assert.equal((await first.internal('/webhooks', { method: 'POST', body })).status, 201)
    receivers = [webSocketReceiver(urls), streamReceiver(urls), webhook]
    await setTimeout(500)
  })
  after(async () => {
    for (const { stop } of receivers) stop()
    await world.end()
  })

  function publish(index: number): void {
    const titleId = titleIds[index % titleIds.length] ?? 0
    const { ordinal } = world.upstream.publishEpisode({ title_id: titleId })
    published.push({ titleId, ordinal })
  }

  /** Lets visitors and a sync fetch titles, before the watcher does or after. */
  async function visit(index: number): Promise<void> {
    const [first] = living
    if (index % 3 === 0)
      await first?.api(`/titles/${titleIds[index % titleIds.length]}`).catch(() => {})
    if (index % 20 === 10) {
      const body = JSON.stringify({ title_id: titleIds[index % titleIds.length], force: true })
      void first?.internal('/sync/title', { method: 'POST', body }).catch(() => {})
    }
  }

  const troubles: Readonly<Record<number, () => Promise<void>>> = {
    30: async () => world.upstream.pull({ fault: '5xx', share: 0.25 }),
    60: () => world.redis.restart(),
    100: () => world.mongodb.restart(),
    140: async () => {
      const [last] = living.splice(1, 1)
      last?.program.signal('SIGKILL')
    },
  }

  it('reach every receiver, each once by its id, in the order of their title', async (test) => {
    for (let index = 0; index < episodes; index += 1) {
      publish(index)
      await visit(index)
      await troubles[index]?.()
      await setTimeout(Math.random() * 200)
    }
    const expected = published.map(({ titleId, ordinal }) => `new_episode-${titleId}-${ordinal}`)
    const isDone = () =>
      receivers.every(({ told }) => expected.every((id) => told.ids.includes(id)))
    for (const end = Date.now() + patienceMs; !isDone() && Date.now() < end; ) await setTimeout(50)

    for (const { name, told } of receivers) {
      test.diagnostic(`${name}: ${told.ids.length} events, ${told.repeats} repeats`)
      assert.deepEqual(told.ids.toSorted(), expected.toSorted(), name)
      for (const titleId of titleIds) {
        const ofTitle = (id: string) => id.startsWith(`new_episode-${titleId}-`)
        assert.deepEqual(told.ids.filter(ofTitle), expected.filter(ofTitle), `${name} ${titleId}`)
      }
    }
  })
})
