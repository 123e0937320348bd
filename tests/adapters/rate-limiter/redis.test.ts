import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createBreaker } from '../../../src/adapters/cockatiel/breaker.ts'
import { createRedisRateLimiter } from '../../../src/adapters/rate-limiter/redis.ts'
import type { OpenRedis } from '../../../src/adapters/redis/connect.ts'
import type { RateLimiter } from '../../../src/core/rate-limiter.ts'
import { createGuard } from '../../../src/core/store/guard.ts'
import { itIsARateLimiter } from '../../contracts/rate-limiter.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from '../redis/world.ts'

/** Waits 100 ms for Redis, then leaves it alone for half a second. */
function createRedisGuard(onFailure: (error: unknown) => void) {
  const breaker = createBreaker({
    name: 'Redis',
    counts: () => true,
    onChange() {},
    failures: 1,
    openMs: 500,
    probeMs: 1_000,
  })
  return createGuard({ waitMs: 100, breaker, onFailure })
}

describe('Redis rate limiter', { skip: missing('redis') }, () => {
  let world: World
  const failures: unknown[] = []
  const guard = createRedisGuard((error) => failures.push(error))
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  itIsARateLimiter(async (options) =>
    createRedisRateLimiter(await world.openEmpty(), { ...options, guard }),
  )

  it('counts for all replicas together', async () => {
    const replicas = [await world.openEmpty(), await world.open()].map((redis) =>
      createRedisRateLimiter(redis, { perMinute: 60, burst: 3, guard }),
    )

    const taken = []
    for (const limiter of [...replicas, ...replicas]) taken.push(await limiter.take('a'))

    assert.deepEqual(
      taken.map(({ left }) => left),
      [2, 1, 0, 0],
    )
    assert.equal(taken.at(-1)?.allowed, false)
  })

  it('keeps a count as long as its window, under a name of its own', async () => {
    const redis = await world.openEmpty()
    await createRedisRateLimiter(redis, { perMinute: 7, burst: 1, guard }).take('::1')

    assert.deepEqual(await redis.client.keys('*'), ['anilibria:rate-limit:::1'])
    const leftMs = await redis.client.pttl('anilibria:rate-limit:::1')
    assert.ok(leftMs > 8_000 && leftMs <= 8_572, `${leftMs}`)
  })

  it('gives a count that someone left without an end one', async () => {
    const redis = await world.openEmpty()
    await redis.client.set('anilibria:rate-limit:a', 7)

    const { resetMs } = await createRedisRateLimiter(redis, {
      perMinute: 60,
      burst: 1,
      guard,
    }).take('a')

    assert.equal(resetMs, 1_000)
    assert.ok((await redis.client.pttl('anilibria:rate-limit:a')) > 0)
  })

  it('takes a refusal for no failure', () => {
    assert.deepEqual(failures, [])
  })
})

describe('Redis rate limiter, when Redis does not count', { skip: missing('redis') }, () => {
  let world: World
  let redis: OpenRedis
  let limiter: RateLimiter
  const failures: unknown[] = []
  before(async () => {
    world = await createWorld()
    redis = await world.open()
    const guard = createRedisGuard((error) => failures.push(error))
    limiter = createRedisRateLimiter(redis, { perMinute: 6, burst: 4, guard })
  })
  after(() => world.end())

  /** How many are left after one more, and how long it took to know, in milliseconds. */
  async function take() {
    const start = performance.now()
    const { left } = await limiter.take('a')
    return { left, tookMs: performance.now() - start }
  }

  // Waits until Redis is asked again.
  it('counts in memory while Redis is frozen, which costs one request 100 ms', async () => {
    assert.equal((await take()).left, 3)
    assert.equal((await take()).left, 2)
    world.server.freeze()

    const first = await take()
    const next = await take()
    world.server.thaw()

    assert.deepEqual([first.left, next.left], [3, 2])
    assert.ok(first.tookMs < 250 && next.tookMs < 50, `${first.tookMs} ${next.tookMs}`)
    assert.deepEqual(
      failures.map((error) => Object(error).code),
      ['timeout'],
    )
    await setTimeout(500)
    assert.equal((await take()).left, 0)
  })

  it('counts in memory while Redis is gone', async () => {
    await world.server.kill()
    await until(() => redis.connections() === 0)
    failures.length = 0

    const taken = [await take(), await take(), await take()]

    assert.ok(taken.every(({ tookMs }) => tookMs < 50))
    assert.deepEqual(taken.map(({ left }) => left).sort(), [0, 0, 1])
    assert.deepEqual(
      failures.map((error) => Object(error).code),
      ['unavailable'],
    )
  })
})
