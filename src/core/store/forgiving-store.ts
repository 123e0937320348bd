import { forgivingAliases } from './forgiving-aliases.ts'
import { forgivingCache } from './forgiving-cache.ts'
import type { Guard } from './guard.ts'
import type { AnswerStore } from './store.ts'

/** Turns a store that fails or dawdles into one that knows nothing. */
export function forgivingStore({ titles, lists, aliases }: AnswerStore, guard: Guard): AnswerStore {
  return {
    titles: forgivingCache(titles, guard),
    lists: forgivingCache(lists, guard),
    aliases: forgivingAliases(aliases, guard),
  }
}
