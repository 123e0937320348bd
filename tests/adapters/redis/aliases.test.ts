import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createRedisAliases } from '../../../src/adapters/redis/aliases.ts'
import { itIsAliases } from '../../contracts/aliases.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

describe('Redis aliases', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  itIsAliases(async () => createRedisAliases(await world.openEmpty()))

  it('keeps an alias for 30 days', async () => {
    const redis = await world.openEmpty()
    await createRedisAliases(redis).learn('sousou-no-frieren', 9542)

    const leftSeconds = await redis.client.ttl('anilibria:alias:sousou-no-frieren')

    assert.ok(Math.abs(leftSeconds - 30 * 86_400) <= 2, `${leftSeconds}`)
  })

  it('reads what nobody of us wrote as null', async () => {
    const redis = await world.openEmpty()
    const aliases = createRedisAliases(redis)
    for (const text of ['', '0', '-1', '1.5', '1e3', ' 1', '9'.repeat(20), 'frieren']) {
      await redis.client.set('anilibria:alias:frieren', text)
      assert.equal(await aliases.find('frieren'), null, text)
    }

    await redis.client.del('anilibria:alias:frieren')
    await redis.client.sadd('anilibria:alias:frieren', '1')
    assert.equal(await aliases.find('frieren'), null)
  })
})
