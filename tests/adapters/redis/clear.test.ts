import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createRedisAliases } from '../../../src/adapters/redis/aliases.ts'
import { createRedisCache } from '../../../src/adapters/redis/cache.ts'
import { clearRedis } from '../../../src/adapters/redis/clear.ts'
import type { OpenRedis } from '../../../src/adapters/redis/connect.ts'
import { createRedisTurns } from '../../../src/adapters/redis/turns.ts'
import { missing } from '../../servers/missing.ts'
import { keptOf } from '../../support/answers.ts'
import { createWorld, type World } from './world.ts'

const keys = [
  'title:1',
  'title:12',
  'title:alias:frieren',
  'titles:ids:1,2',
  'genres',
  'search:5:[?]',
]
const others = [
  'anilibria:jobs:title:1',
  'anilibria:rate-limit:title:1',
  'title:1',
  'other:title:1',
]

describe('clearRedis()', { skip: missing('redis') }, () => {
  let world: World
  let redis: OpenRedis
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  /** Which answers are left, after one of each kind was there. */
  async function leftAfter(pattern: string) {
    redis = await world.openEmpty()
    const cache = createRedisCache(redis, () => 0)
    for (const key of keys) await cache.write(key, keptOf(key, 3_600_000))
    const removed = await clearRedis(redis, pattern)
    const left = await Promise.all(keys.map((key) => cache.read(key)))
    return { removed, left: keys.filter((_, index) => left[index] !== null) }
  }

  for (const [pattern, left] of [
    ['title:1', keys.filter((key) => key !== 'title:1')],
    ['title:1?', keys.filter((key) => key !== 'title:12')],
    ['title:*', ['titles:ids:1,2', 'genres', 'search:5:[?]']],
    ['*:*', ['genres']],
    ['search:5:[?]', keys.slice(0, -1)],
    ['*', []],
    ['anilibria:*', keys],
    ['list:*', keys],
    ['', keys],
  ] as const) {
    it(`removes what fits ${pattern || 'an empty pattern'}, and says how many`, async () => {
      const removed = keys.length - left.length

      assert.deepEqual(await leftAfter(pattern), { removed, left })
    })
  }

  it('never removes what is no answer', async () => {
    redis = await world.openEmpty()
    await createRedisAliases(redis).learn('title:1', 1)
    await createRedisTurns(redis).take('title:1')
    for (const name of others) await redis.client.set(name, 'theirs')

    for (const pattern of ['*', 'title:1', '*title:1', 'alias:*', 'turn:*', '?*']) {
      assert.equal(await clearRedis(redis, pattern), 0, pattern)
    }
    assert.equal(await redis.client.dbsize(), others.length + 2)
  })

  it('removes thousands, and never asks for all keys at once', async () => {
    redis = await world.openEmpty()
    const names = Array.from({ length: 3_000 }, (_, id) => [`anilibria:title:${id}`, 'x'])
    await redis.client.mset(Object.fromEntries(names))
    await redis.client.set('anilibria:alias:frieren', 1)
    await redis.client.config('RESETSTAT')

    assert.equal(await clearRedis(redis, '*'), 3_000)

    assert.equal(await redis.client.dbsize(), 1)
    const sent = await redis.client.info('commandstats')
    assert.match(sent, /cmdstat_scan:calls=\d/)
    assert.doesNotMatch(sent, /cmdstat_(keys|del)\b/)
  })
})
