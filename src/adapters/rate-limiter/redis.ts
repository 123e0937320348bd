import type { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { RateLimiter, Taken } from '../../core/rate-limiter.ts'
import type { Guard } from '../../core/store/guard.ts'
import { consume } from './consume.ts'
import { createMemoryRateLimiter, type RateLimiterOptions } from './memory.ts'

/** A connection to Redis. */
export interface RedisAccess {
  readonly client: Redis
  /** Does something with it; what fails becomes a `Failure`. */
  reach<T>(action: string, send: () => Promise<T>): Promise<T>
}

export interface RedisRateLimiterOptions extends RateLimiterOptions {
  /** Says how long Redis may take, and when it is left alone. */
  readonly guard: Guard
}

/**
 * The library's own script, but with milliseconds: of seconds it takes whole ones only, so that a
 * window of less would never end.
 */
const script = `
redis.call('set', KEYS[1], 0, 'PX', ARGV[2], 'NX')
local consumed = redis.call('incrby', KEYS[1], ARGV[1])
local leftMs = redis.call('pttl', KEYS[1])
if leftMs == -1 then
  redis.call('pexpire', KEYS[1], ARGV[2])
  leftMs = tonumber(ARGV[2])
end
return {consumed, leftMs}`

/**
 * Counts for all replicas together, in windows as in memory. What Redis does not count is counted in
 * this process alone.
 */
export function createRedisRateLimiter(
  { client, reach }: RedisAccess,
  { perMinute, burst, guard }: RedisRateLimiterOptions,
): RateLimiter {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: 'anilibria:rate-limit',
    points: burst,
    // Milliseconds, as the script takes it.
    duration: Math.ceil((60_000 * burst) / perMinute),
    customIncrTtlLuaScript: script,
  })
  // Not as the library's `insuranceLimiter`: the guard would hear of no failure.
  const insurance = createMemoryRateLimiter({ perMinute, burst })
  const count = (key: string) =>
    reach('count a request', async () => counted(await consume(limiter, key)))
  return { take: (key) => guard(() => count(key)).catch(() => insurance.take(key)) }
}

/** The library takes any answer for a count. */
function counted(taken: Taken): Taken {
  if (Number.isFinite(taken.left) && Number.isFinite(taken.resetMs)) return taken
  throw new Error('This is no count')
}
