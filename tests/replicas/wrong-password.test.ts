import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { startRedis } from '../servers/redis.ts'
import type { Server } from '../servers/running/start-server.ts'
import { createReplicasWorld, type ReplicasWorld } from './world.ts'

const wrong = (url: string): string => url.replace('//', '//planted-user:planted-secret@')

describe('a replica with a wrong password', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let guardedRedis: Server
  before(async () => {
    world = await createReplicasWorld()
    guardedRedis = await startRedis({ args: ['--requirepass', 'right'] })
  })
  after(async () => {
    await world.end()
    await guardedRedis.stop()
  })

  const mistakes = {
    redis: () => ({ REDIS_URL: wrong(guardedRedis.url) }),
    // FerretDB knows no passwords: whoever comes with one is refused.
    database: () => ({ MONGODB_URI: wrong(world.mongodb.url) }),
  } as const

  for (const part of ['redis', 'database'] as const) {
    it(`for the ${part} starts, says at /health who refuses it, and serves all the same`, async () => {
      const replica = await world.replica(mistakes[part]())

      const health = await replica.ask('/health')

      assert.equal(health.status, 503)
      const { status, checks } = await health.json()
      assert.equal(status, 'unhealthy')
      assert.equal(checks[part].status, 'unhealthy')
      assert.equal(checks[part].error, 'denied')
      const others = ['database', 'redis', 'anilibria_api'].filter((name) => name !== part)
      for (const other of others) assert.equal(checks[other].status, 'healthy', other)
      assert.equal((await replica.ask('/health/ready')).status, 200)
      assert.equal((await replica.api('/titles/9000')).status, 200)
      await replica.program.end()
      assert.doesNotMatch(replica.program.output(), /planted-secret/)
      assert.equal(await replica.program.ended, 0)
    })
  }
})
