import type { Cache, Kept } from '../core/cache.ts'
import type { LevelName } from '../core/levels.ts'
import { countError } from './count-error.ts'
import type { HitRate } from './hit-rate.ts'
import type { Meter } from './meter.ts'
import type { Labels } from './metrics.ts'

export interface MeasuredCacheOptions {
  readonly level: LevelName
  readonly meter: Meter
  /** The level's: look-ups that fail tell nothing of it. */
  readonly hitRate: HitRate
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

type Operation = Labels<'cacheOperations'>['operation']
type Result = Labels<'cacheOperations'>['result']

const components = { memory: 'cache', redis: 'cache', database: 'database' } as const

/** Counts what is done with a cache, and how often it helps: what has turned stale is a miss. */
export function measuredCache(
  cache: Cache,
  { level, meter, hitRate, now = Date.now }: MeasuredCacheOptions,
): Cache {
  function count(operation: Operation, result: Result): void {
    meter.count('cacheOperations', { operation, cache_level: level, result })
  }

  async function measured<T>(
    operation: Operation,
    work: Promise<T>,
    resultOf: (done: T) => Result,
  ): Promise<T> {
    try {
      const done = await work
      count(operation, resultOf(done))
      return done
    } catch (error) {
      count(operation, 'error')
      countError(meter, components[level], error)
      throw error
    }
  }

  function lookedUp(kept: Kept | null): Result {
    const isHit = kept !== null && kept.freshUntil > now()
    hitRate.count(isHit)
    return isHit ? 'hit' : 'miss'
  }

  return {
    read: (key) => measured('get', cache.read(key), lookedUp),
    write: (key, kept) => measured('set', cache.write(key, kept), ok),
    remove: (key) => measured('delete', cache.remove(key), ok),
  }
}

function ok(): Result {
  return 'ok'
}
