import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Redis } from 'ioredis'
import { itIsJobs } from '../../contracts/jobs.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const nine = { titleId: 9000, force: false }

/** How often a schedule has made a tick. */
async function ticksAt(redis: Redis, kind: string): Promise<number> {
  return Number(await redis.hget(`anilibria:bull:anilibria-jobs:repeat:${kind}`, 'ic'))
}

describe('jobs by BullMQ', { skip: missing('redis'), concurrency: true }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })

  itIsJobs(async () => world.open())
  after(async () => {
    await world.end()
    assert.deepEqual(world.errors, [])
  })

  it('shows none of its schedules as a job that waits', async () => {
    const url = world.newPlace()
    const jobs = world.open({ url })
    jobs.handle('clean-up', async () => {})
    jobs.repeat('clean-up', 3_600_000)
    jobs.start()

    await until(async () => (await ticksAt(world.look(url), 'clean-up')) === 2)

    await until(async () => (await jobs.status()).active === 0)
    assert.deepEqual(await jobs.status(), { waiting: 0, active: 0, failed: [] })
  })

  // Redis counts in seconds where it waits for a time.
  it('does nothing by a schedule that only an earlier setting has asked for', async () => {
    const url = world.newPlace()
    const redis = world.look(url)
    const earlier = world.open({ url })
    earlier.handle('poll-updates', async () => {})
    earlier.repeat('poll-updates', 300)
    earlier.start()
    await until(async () => (await ticksAt(redis, 'poll-updates')) > 0)
    await earlier.stop()
    const jobs = world.open({ url })
    let polls = 0
    jobs.handle('poll-updates', async () => {
      polls += 1
    })
    const before = await ticksAt(redis, 'poll-updates')
    jobs.start()

    await until(async () => (await ticksAt(redis, 'poll-updates')) > before + 2)

    assert.ok(polls <= 1, 'one may have been waiting')
  })

  it('keeps what it has under keys of its own, which no eviction may take', async () => {
    const url = world.newPlace()
    const jobs = world.open({ url })
    jobs.handle('sync-title', async () => {})
    jobs.repeat('clean-up', 3_600_000)
    jobs.start()
    await jobs.result(await jobs.add('sync-title', 'title-9000', nine), 1000)
    const redis = world.look(url)

    const keys = await redis.keys('*')

    const foreign = keys.filter((key) => !key.startsWith('anilibria:bull:anilibria-jobs:'))
    assert.deepEqual(foreign, [])
    for (const key of keys) {
      if (/:(stalled-check|lock)$/.test(key)) continue
      assert.ok((await redis.pttl(key)) < 0, key)
    }
  })

  it('gives no id twice, even if Redis loses all it has', async () => {
    const url = world.newPlace()
    const jobs = world.open({ url })
    const first = await jobs.add('sync-title', 'title-9000', nine)

    await world.look(url).flushdb()

    assert.notEqual(await jobs.add('sync-title', 'title-9000', nine), first)
  })

  it('counts its connections', async () => {
    const jobs = world.open()
    jobs.start()

    await until(() => jobs.connections() === 2)
    await jobs.stop()
    await until(() => jobs.connections() === 0)
  })
})
