import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createRedisTurns } from '../../../src/adapters/redis/turns.ts'
import { itIsTurns } from '../../contracts/turns.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const name = 'anilibria:turn:title:1'

describe('Redis turns', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  itIsTurns(async (replicas) => {
    await world.openEmpty()
    const opened = await Promise.all(Array.from({ length: replicas }, () => world.open()))
    return opened.map(createRedisTurns)
  })

  it('gives the turn of one who dies to another after 10 s', async () => {
    const redis = await world.openEmpty()
    await createRedisTurns(redis).take('title:1')

    const leftMs = await redis.client.pttl(name)

    assert.ok(leftMs > 9_000 && leftMs <= 10_000, `${leftMs}`)
  })

  it('does not end the turn of the next one', async () => {
    const redis = await world.openEmpty()
    const turns = createRedisTurns(redis)
    for (const done of [true, false]) {
      const late = await turns.take('title:1')
      await redis.client.set(name, 'of the next one', 'PX', 10_000)

      await late?.end(done)

      assert.equal(await redis.client.get(name), 'of the next one')
      assert.ok((await redis.client.pttl(name)) > 9_000)
      await redis.client.del(name)
    }
  })

  it('gives everybody the turn while Redis is gone, and ends it without complaint', async () => {
    const turns = createRedisTurns(await world.openEmpty())
    const before = await turns.take('title:1')
    await world.server.kill()

    await before?.end(true)
    for (const turn of [await turns.take('title:1'), await turns.take('title:1')]) {
      assert.notEqual(turn, null)
      await turn?.end(true)
      await turn?.end(false)
    }
  })
})
