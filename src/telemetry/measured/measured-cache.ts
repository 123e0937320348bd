import type { LevelName } from '../../core/reading/levels.ts'
import type { Soon } from '../../core/soon.ts'
import type { Cache, Kept } from '../../core/store/cache.ts'
import type { Meter } from '../meter.ts'
import type { Labels } from '../metrics.ts'
import { countError } from './count-error.ts'
import type { HitRate } from './hit-rate.ts'

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

/**
 * Counts what is done with a cache, and how often it helps: what has turned stale is a miss. What
 * answers at once goes on doing so, as what promises does.
 */
export function measuredCache<C extends Cache>(
  cache: C,
  { level, meter, hitRate, now = Date.now }: MeasuredCacheOptions,
): C {
  const counting = (operation: Operation, result: Result) =>
    meter.counting('cacheOperations', { operation, cache_level: level, result })
  const [hit, miss] = [counting('get', 'hit'), counting('get', 'miss')]

  function lookedUp(kept: Kept | null): Kept | null {
    const at = now()
    const isHit = kept !== null && kept.freshUntil > at
    hitRate.count(isHit, at)
    if (isHit) hit(1)
    else miss(1)
    return kept
  }

  const done = (operation: Operation) => {
    const ok = counting(operation, 'ok')
    return (): void => ok(1)
  }
  const failed = (operation: Operation) => {
    const errors = counting(operation, 'error')
    return (error: unknown): never => {
      errors(1)
      // What fails in a store is counted there, whoever asked it.
      if (level !== 'database') countError(meter, 'cache', error)
      throw error
    }
  }

  // Made once: almost every request looks something up.
  const [readFailed, writeFailed, removeFailed] = [failed('get'), failed('set'), failed('delete')]
  const [written, removed] = [done('set'), done('delete')]
  const measured: Cache = {
    read: (key, signal) => told(cache.read(key, signal), lookedUp, readFailed),
    write: (key, kept) => told(cache.write(key, kept), written, writeFailed),
    remove: (key) => told(cache.remove(key), removed, removeFailed),
  }
  return measured as C
}

/** Tells what became of an operation: of one that is over at once, that it succeeded. */
function told<T>(made: Soon<T>, ok: (made: T) => T, failed: (error: unknown) => never): Soon<T> {
  return made instanceof Promise ? made.then(ok, failed) : ok(made)
}
