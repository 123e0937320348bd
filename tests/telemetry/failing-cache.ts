import type { Far } from '../../src/core/soon.ts'
import type { Cache } from '../../src/core/store/cache.ts'

/** A cache in which nothing works. */
export function createFailingCache(error: unknown): Far<Cache> {
  const fail = async (): Promise<never> => {
    throw error
  }
  return { read: fail, write: fail, remove: fail }
}
