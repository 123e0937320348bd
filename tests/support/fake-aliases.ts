import { createMemoryAliases } from '../../src/adapters/memory/aliases.ts'
import type { Far } from '../../src/core/soon.ts'
import type { Aliases } from '../../src/core/store/aliases.ts'

/** Aliases in memory that answer by promises, as those of a store do. */
export function createFakeAliases(): Far<Aliases> {
  const aliases = createMemoryAliases()
  return {
    find: async (alias) => aliases.find(alias),
    learn: async (alias, id) => aliases.learn(alias, id),
  }
}
