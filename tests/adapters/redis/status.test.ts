import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sizeOfRedis } from '../../../src/adapters/redis/status.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

describe('the size of Redis', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  it('is the memory it has taken, whatever for', async () => {
    const redis = await world.open()
    const { bytes: before } = await sizeOfRedis(redis)
    await redis.client.set('somebody', Buffer.alloc(1_000_000))

    const { bytes } = await sizeOfRedis(redis)

    assert.ok(before > 100_000 && bytes - before >= 1_000_000, `${before} ${bytes}`)
  })
})
