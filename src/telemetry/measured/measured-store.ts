import type { Aliases } from '../../core/store/aliases.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { AnswerStore } from '../../core/store/store.ts'
import type { Meter } from '../meter.ts'
import type { Labels } from '../metrics.ts'
import { countError } from './count-error.ts'
import type { HitRate } from './hit-rate.ts'
import { measuredCache } from './measured-cache.ts'

export interface MeasuredStoreOptions {
  readonly meter: Meter
  readonly hitRate: HitRate
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
  /** Milliseconds since some moment, never put back. Default `performance.now`. */
  readonly clock?: () => number
}

type Operation = Labels<'databaseOperations'>['operation']
type Collection = Labels<'databaseOperations'>['collection']
type Measured = <T>(
  operation: Operation,
  collection: Collection,
  work: () => Promise<T>,
) => Promise<T>

/** Counts and times what is done with a store, as a store and as the last level of the cache. */
export function measuredStore(
  { titles, lists, aliases }: AnswerStore,
  { clock = () => performance.now(), ...options }: MeasuredStoreOptions,
): AnswerStore {
  const measured = measuredBy(options.meter, clock)
  const level = { ...options, level: 'database' } as const
  return {
    titles: measuredCache(cacheOf(titles, 'titles', measured), level),
    lists: measuredCache(cacheOf(lists, 'lists', measured), level),
    aliases: aliasesOf(aliases, measured, options.meter),
  }
}

function measuredBy(meter: Meter, clock: () => number): Measured {
  return async (operation, collection, work) => {
    const startedAt = clock()
    let result: 'ok' | 'error' = 'error'
    try {
      const done = await work()
      result = 'ok'
      return done
    } finally {
      meter.count('databaseOperations', { operation, collection, result })
      const seconds = (clock() - startedAt) / 1000
      meter.time('databaseOperationDuration', { operation, collection }, seconds)
    }
  }
}

function cacheOf(cache: Cache, collection: Collection, measured: Measured): Cache {
  return {
    read: (key) => measured('find', collection, () => cache.read(key)),
    write: (key, kept) => measured('write', collection, () => cache.write(key, kept)),
    remove: (key) => measured('delete', collection, () => cache.remove(key)),
  }
}

/** Aliases are no level of the cache: their failures are counted here. */
function aliasesOf(aliases: Aliases, measured: Measured, meter: Meter): Aliases {
  const told = (error: unknown): never => {
    countError(meter, 'database', error)
    throw error
  }
  return {
    find: (alias) => measured('find', 'aliases', () => aliases.find(alias)).catch(told),
    learn: (alias, id) => measured('write', 'aliases', () => aliases.learn(alias, id)).catch(told),
  }
}
