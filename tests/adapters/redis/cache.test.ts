import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createRedisCache } from '../../../src/adapters/redis/cache.ts'
import type { OpenRedis } from '../../../src/adapters/redis/connect.ts'
import { Failure } from '../../../src/core/failure.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { missing } from '../../servers/missing.ts'
import { answerOf, keptOf } from '../../support/answers.ts'
import { createWorld, type World } from './world.ts'

/** An hour before what `keptOf` makes is stale. */
const now = () => 2_000 - 3_600_000

describe('Redis cache', { skip: missing('redis') }, () => {
  let world: World
  let redis: OpenRedis
  before(async () => {
    world = await createWorld()
    redis = await world.open()
  })
  after(() => world.end())

  itIsACache(async () => createRedisCache(await world.openEmpty(), now), { keepsStale: false })

  it('keeps titles and lists under names of their own', async () => {
    const cache = createRedisCache(await world.openEmpty(), now)
    for (const key of ['title:9000', 'title:alias:frieren', 'titles:ids:1,2', 'genres']) {
      await cache.write(key, keptOf(key))
    }

    assert.deepEqual((await redis.client.keys('*')).sort(), [
      'anilibria:list:genres',
      'anilibria:list:titles:ids:1,2',
      'anilibria:title:9000',
      'anilibria:title:alias:frieren',
    ])
  })

  it('lets an answer live until it is stale, and no longer', async () => {
    const cache = createRedisCache(redis, () => 1_000)
    await cache.write('title:1', keptOf('one', 61_000.5))

    const leftMs = await redis.client.pttl('anilibria:title:1')
    assert.ok(leftMs > 59_000 && leftMs <= 60_001, `${leftMs}`)

    await cache.write('title:1', keptOf('one', 1_000))
    assert.equal(await redis.client.exists('anilibria:title:1'), 0)
  })

  it('writes one line of JSON, and the body after it', async () => {
    const answer = answerOf('{"data":"Фрирен"}', { etag: '"a"' })
    await createRedisCache(redis, now).write('title:1', { answer, freshUntil: 2_000 })

    const [about, body] = (await redis.client.get('anilibria:title:1'))?.split('\n') ?? []

    assert.deepEqual(JSON.parse(about ?? ''), {
      etag: '"a"',
      fetchedAt: 1_000,
      checkedAt: 1_000,
      freshUntil: 2_000,
    })
    assert.equal(body, '{"data":"Фрирен"}')
  })

  it('reads what nobody of us wrote as null', async () => {
    const cache = createRedisCache(redis, now)
    const about = { etag: '"a"', fetchedAt: 1, checkedAt: 1, freshUntil: 1 }
    const name = 'anilibria:title:1'
    await redis.client.set(name, `${JSON.stringify(about)}\nbody`)
    assert.notEqual(await cache.read('title:1'), null)

    const parts = Object.keys(about).flatMap((part) => [
      { ...about, [part]: undefined },
      { ...about, [part]: [] },
    ])
    const texts = ['', '\n', 'null\n', '{}\n', '{"etag":\n', '5\n', `${JSON.stringify(about)} `]
    for (const text of [...parts.map((part) => `${JSON.stringify(part)}\nbody`), ...texts]) {
      await redis.client.set(name, text)
      assert.equal(await cache.read('title:1'), null, text)
    }

    await redis.client.del(name)
    await redis.client.rpush(name, `${JSON.stringify(about)}\nbody`)
    assert.equal(await cache.read('title:1'), null)
    await cache.write('title:1', keptOf('one'))
    assert.deepEqual(await cache.read('title:1'), keptOf('one'))
  })
})

describe('Redis cache, when Redis is full', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld({ args: ['--maxmemory-policy', 'noeviction'] })
  })
  after(() => world.end())

  it('is unavailable to a write, and still reads', async () => {
    const redis = await world.open()
    const cache = createRedisCache(redis, now)
    await cache.write('title:1', keptOf('one'))
    await redis.client.config('SET', 'maxmemory', '1')

    await assert.rejects(cache.write('title:2', keptOf('two')), (error) => {
      assert.ok(error instanceof Failure)
      assert.equal(error.code, 'unavailable')
      assert.match(String(error.cause), /OOM/)
      return true
    })

    assert.deepEqual(await cache.read('title:1'), keptOf('one'))
  })
})
