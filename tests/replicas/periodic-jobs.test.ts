import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { createReplicasWorld, type Replica, type ReplicasWorld } from './world.ts'

describe('periodic work of two replicas', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let replicas: readonly Replica[]
  before(async () => {
    world = await createReplicasWorld({ WATCH_INTERVAL: '1' })
    replicas = await Promise.all([world.replica(), world.replica()])
  })
  after(() => world.end())

  /** How often both have done it. */
  async function done(kind: string): Promise<number> {
    const series = `anilibria_jobs_total{kind="${kind}",result="completed"}`
    const counts = await Promise.all(replicas.map(({ metric }) => metric(series)))
    return counts.reduce((one, other) => one + other)
  }

  // Periods of a second are the shortest there are.
  it('is done once per period', async (t) => {
    await until(async () => (await done('poll-updates')) > 0)
    world.upstream.forgetRequests()
    const [before, start] = [await done('poll-updates'), performance.now()]

    await setTimeout(4_000)

    const times = (await done('poll-updates')) - before
    const { '/anime/releases/latest': asked = 0 } = world.upstream.requests()
    const periods = (performance.now() - start) / 1_000
    t.diagnostic(`${times} times in ${periods.toFixed(1)} periods`)
    for (const count of [times, asked]) {
      // The edges cut one more or one less; what takes longer than a period is not begun twice.
      assert.ok(count <= periods + 1, `${count} times in ${periods} periods`)
      assert.ok(count >= periods / 2, `${count} times in ${periods} periods`)
    }
  })

  it('is done once at first if a period takes an hour', async () => {
    await until(async () => (await done('clean-up')) > 0)

    assert.equal(await done('clean-up'), 1)
  })
})
