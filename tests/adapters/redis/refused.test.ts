import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { createRedisAliases } from '../../../src/adapters/redis/aliases.ts'
import { createRedisCache } from '../../../src/adapters/redis/cache.ts'
import { openRedis } from '../../../src/adapters/redis/connect.ts'
import { pingRedis } from '../../../src/adapters/redis/status.ts'
import type { Failure } from '../../../src/core/failure.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const denied = { name: 'Failure', code: 'denied' }

describe('openRedis(), when Redis wants a password', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld({ args: ['--requirepass', 'right'] })
  })
  after(() => world.end())

  for (const [who, user] of [
    ['one with a wrong password', ':planted-secret@'],
    ['one without any', ''],
  ] as const) {
    it(`denies ${who}, at every try, and does not tell it`, async () => {
      const told: (Failure | null)[] = []
      const url = world.server.url.replace('//', `//${user}`)
      const redis = openRedis(url, { onState: (failure) => told.push(failure) })

      await until(() => told.length > 0)

      await assert.rejects(pingRedis(redis), denied)
      await assert.rejects(createRedisCache(redis).read('title:1'), (error) => {
        assert.doesNotMatch(inspect(error, { depth: 9 }), /planted-secret/)
        return true
      })
      assert.deepEqual(
        told.map((failure) => failure?.code),
        ['denied'],
      )
      assert.equal(redis.connections(), 0)
      redis.close()
    })
  }

  it('lets one in who has the right one', async () => {
    const redis = openRedis(world.server.url.replace('//', '//:right@'))

    await until(() => redis.connections() === 2)

    await pingRedis(redis)
    redis.close()
  })

  it('denies what the user may not do, and does the rest', async () => {
    const admin = openRedis(world.server.url.replace('//', '//:right@'))
    await until(() => admin.connections() === 2)
    await admin.client.acl('SETUSER', 'reader', 'on', '>pw', '~*', '+hello', '+ping', '+get')
    const redis = openRedis(world.server.url.replace('//', '//reader:pw@'))
    await until(() => redis.connections() === 2)

    await assert.rejects(createRedisAliases(redis).learn('frieren', 9542), denied)

    assert.equal(await createRedisAliases(redis).find('frieren'), null)
    await pingRedis(redis)
    redis.close()
    admin.close()
  })
})
