import type { Far } from '../../src/core/soon.ts'
import type { Cache, Kept } from '../../src/core/store/cache.ts'

/** A cache whose inside can be looked at, and whose methods can be replaced; it answers by promises. */
export interface FakeCache extends Cache {
  read: Far<Cache>['read']
  write: Far<Cache>['write']
  remove: Far<Cache>['remove']
  readonly entries: Map<string, Kept>
  /** Keys in the order they were read. */
  readonly reads: string[]
}

export function createFakeCache(): FakeCache {
  const entries = new Map<string, Kept>()
  const reads: string[] = []
  return {
    entries,
    reads,
    async read(key) {
      reads.push(key)
      return entries.get(key) ?? null
    },
    async write(key, kept) {
      entries.set(key, kept)
    },
    async remove(key) {
      entries.delete(key)
    },
  }
}
