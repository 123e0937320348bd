import assert from 'node:assert/strict'
import process from 'node:process'
import { after, before, describe, it } from 'node:test'
import { createReplicasWorld, type Replica, type ReplicasWorld } from '../../replicas/world.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { startProcess } from '../../support/start-process.ts'

// Starts two servers and two replicas, which takes a few seconds.
describe('npm run sync beside running replicas', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let replicas: readonly Replica[]
  before(async () => {
    world = await createReplicasWorld()
    replicas = await Promise.all([world.replica(), world.replica()])
  })
  after(() => world.end())

  async function released(replica: Replica): Promise<number> {
    const { data } = (await (await replica.api('/titles/10126')).json()) as {
      data: { episodes: { list: readonly unknown[] } }
    }
    return data.episodes.list.length
  }

  it('is seen by all of them within a second', async () => {
    const [before = 0] = await Promise.all(replicas.map(released))
    world.upstream.publishEpisode({ title_id: 10126 })
    const command = [process.execPath, 'src/main/sync.ts', '--title', '10126']
    const program = startProcess(command, world.env)

    assert.equal(await program.ended, 0)

    assert.equal(program.output(), `Title 10126: synced, ${before + 1} episodes`)
    const endsAt = performance.now() + 1_000
    await until(async () => {
      const seen = await Promise.all(replicas.map(released))
      return seen.every((count) => count === before + 1)
    })
    assert.ok(performance.now() < endsAt)
  })
})
