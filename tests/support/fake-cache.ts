import type { Cache, Kept } from '../../src/core/store/cache.ts'

/** A cache whose inside can be looked at. */
export interface FakeCache extends Cache {
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
