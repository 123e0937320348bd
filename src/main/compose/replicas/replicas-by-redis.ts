import { createBullmqJobs } from '../../../adapters/bullmq/jobs.ts'
import { createRedisRateLimiter } from '../../../adapters/rate-limiter/redis.ts'
import { createRedisAliases } from '../../../adapters/redis/aliases.ts'
import { createRedisBus } from '../../../adapters/redis/bus.ts'
import { createRedisCache } from '../../../adapters/redis/cache.ts'
import { clearRedis } from '../../../adapters/redis/clear.ts'
import { traceRedisCommands } from '../../../adapters/redis/command-spans.ts'
import { type OpenRedis, openRedis } from '../../../adapters/redis/connect.ts'
import { pingRedis, sizeOfRedis } from '../../../adapters/redis/status.ts'
import { createRedisTurns } from '../../../adapters/redis/turns.ts'
import type { Config } from '../../../config.ts'
import { guardedTurns } from '../../../core/replicas/guarded-turns.ts'
import { forgivingAliases } from '../../../core/store/forgiving-aliases.ts'
import { forgivingCache } from '../../../core/store/forgiving-cache.ts'
import type { Guard } from '../../../core/store/guard.ts'
import { errorFields } from '../../../telemetry/lines/error-fields.ts'
import { createHitRate, type HitRate } from '../../../telemetry/measured/hit-rate.ts'
import { measuredCache } from '../../../telemetry/measured/measured-cache.ts'
import type { Telemetry } from '../../../telemetry/telemetry.ts'
import { tracedCache } from '../../../telemetry/traced/traced-cache.ts'
import { lookEvery } from '../look-every.ts'
import { createGuarding } from './create-guarding.ts'
import { limitsOf, type Replicas } from './replicas.ts'

/** How often Redis is asked how much it holds, in milliseconds. */
const sizeMs = 15_000

/** Joins the replicas that share this Redis. Does not wait for it: without it, we go on alone. */
export function joinByRedis(url: string, config: Config, telemetry: Telemetry): Replicas {
  const { log, meter, tracer } = telemetry
  const redis = openRedis(url, {
    onState: (failure) => log.write('redisState', { state: failure?.code ?? 'ready' }),
  })
  const guard = createGuarding({ service: 'redis', event: 'redisFailed', failures: 1 }, telemetry)
  const jobs = createBullmqJobs({
    url,
    lockMs: 10_000,
    onError: (error) => log.write('redisFailed', errorFields(error)),
  })
  const hitRate = createHitRate()
  const limits = limitsOf(config)
  const untrace = traceRedisCommands(tracer)
  const size = lookEvery(sizeMs, () => sizeOfRedis(redis))
  meter.watch('cacheSize', { cache_level: 'redis' }, () => size.last()?.bytes ?? null)
  meter.watch(
    'activeConnections',
    { connection_type: 'redis' },
    () => redis.connections() + jobs.connections(),
  )
  return {
    shared: {
      cache: cacheOf(redis, guard, hitRate, telemetry),
      aliases: forgivingAliases(createRedisAliases(redis), guard),
    },
    turns: guardedTurns(createRedisTurns(redis), guard),
    bus: createRedisBus(redis),
    jobs,
    rateLimiter: limits && createRedisRateLimiter(redis, { ...limits, guard }),
    check: () => pingRedis(redis),
    stats: () => ({ bytes: size.last()?.bytes ?? null, hit_rate: hitRate.read() }),
    clear: (pattern) => clearRedis(redis, pattern),
    async close() {
      size.stop()
      untrace()
      redis.close()
    },
  }
}

function cacheOf(redis: OpenRedis, guard: Guard, hitRate: HitRate, { meter, tracer }: Telemetry) {
  meter.watch('cacheHitRate', { cache_level: 'redis' }, hitRate.read)
  const measured = measuredCache(createRedisCache(redis), { level: 'redis', meter, hitRate })
  return forgivingCache(tracedCache(measured, 'redis', tracer), guard)
}
