import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Queue } from 'bullmq'
import { openQueue } from '../../../src/adapters/bullmq/queue.ts'
import { schedule } from '../../../src/adapters/bullmq/schedule.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const stored = { data: {}, traceparent: null }

describe('schedule()', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  function newQueue(): Queue {
    const connection = world.look(world.newPlace())
    connection.options.maxRetriesPerRequest = null
    return openQueue(connection, 100)
  }

  it('leaves a tick that waits where it is', async () => {
    const queue = newQueue()
    const period = { kind: 'poll-updates', everyMs: 60_000 } as const
    await schedule(queue, period)
    await queue.add('sync-title', stored)

    await schedule(queue, period)

    const waiting = await queue.getWaiting()
    assert.deepEqual(
      waiting.map(({ name }) => name),
      ['tick', 'sync-title'],
    )
  })

  it('follows another period', async () => {
    const queue = newQueue()
    await schedule(queue, { kind: 'poll-updates', everyMs: 60_000 })

    await schedule(queue, { kind: 'poll-updates', everyMs: 1_000 })

    const schedules = await queue.getJobSchedulers()
    assert.deepEqual(
      schedules.map(({ key, every }) => [key, every]),
      [['poll-updates', 1_000]],
    )
  })
})
