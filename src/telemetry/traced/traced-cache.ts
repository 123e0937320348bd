import type { LevelName } from '../../core/reading/levels.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { Tracer } from '../tracer.ts'

const lookups = {
  memory: 'memoryLookup',
  redis: 'redisLookup',
  database: 'databaseLookup',
} as const

lookups satisfies Record<LevelName, string>

/** Puts a span around every look-up on a level; what has turned stale is no hit. */
export function tracedCache(
  cache: Cache,
  level: LevelName,
  tracer: Tracer,
  now: () => number = Date.now,
): Cache {
  const attributes = { 'cache.level': level }
  return {
    ...cache,
    read: (key, signal) =>
      tracer.span(lookups[level], attributes, async (span) => {
        const kept = await cache.read(key, signal)
        span.set({ 'cache.hit': kept !== null && kept.freshUntil > now() })
        return kept
      }),
  }
}
