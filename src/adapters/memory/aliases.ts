import { LRUCache } from 'lru-cache'
import type { Aliases } from '../../core/store/aliases.ts'

export interface MemoryAliasesOptions {
  /** How many aliases at most; the least recently used go first. Default 20,000. */
  readonly most?: number
}

/** Keeps aliases in this process. */
export function createMemoryAliases({ most = 20_000 }: MemoryAliasesOptions = {}): Aliases {
  const ids = new LRUCache<string, number>({ max: most })
  return {
    find: (alias) => ids.get(alias) ?? null,
    learn(alias, id) {
      ids.set(alias, id)
    },
  }
}
