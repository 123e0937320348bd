import type { ForgivingOptions } from './forgive.ts'
import { forgivingAliases } from './forgiving-aliases.ts'
import { forgivingCache } from './forgiving-cache.ts'
import type { AnswerStore } from './store.ts'

/** Turns a store that fails or dawdles into one that knows nothing. */
export function forgivingStore(
  { titles, lists, aliases }: AnswerStore,
  options: ForgivingOptions,
): AnswerStore {
  return {
    titles: forgivingCache(titles, options),
    lists: forgivingCache(lists, options),
    aliases: forgivingAliases(aliases, options),
  }
}
