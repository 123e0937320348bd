import type { LevelName } from '../../core/reading/levels.ts'
import { whenThere } from '../../core/soon.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { Tracer } from '../tracer.ts'

const lookups = {
  redis: 'redisLookup',
  database: 'databaseLookup',
} as const

lookups satisfies Record<Exclude<LevelName, 'memory'>, string>

/** Puts a span around every look-up on a level outside of this process; what has turned stale is no hit. */
export function tracedCache<C extends Cache>(
  cache: C,
  level: keyof typeof lookups,
  tracer: Tracer,
  now: () => number = Date.now,
): C {
  const attributes = { 'cache.level': level }
  return {
    ...cache,
    read: (key, signal) =>
      tracer.span(lookups[level], attributes, (span) =>
        whenThere(cache.read(key, signal), (kept) => {
          span.set({ 'cache.hit': kept !== null && kept.freshUntil > now() })
          return kept
        }),
      ),
  }
}
