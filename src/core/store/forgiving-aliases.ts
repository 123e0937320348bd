import type { Aliases } from './aliases.ts'
import { type ForgivingOptions, forgive } from './forgive.ts'

/** Turns aliases that fail or dawdle into ones that know nothing. Their methods never reject. */
export function forgivingAliases(aliases: Aliases, options: ForgivingOptions): Aliases {
  return {
    find: (alias) => forgive(() => aliases.find(alias), null, options),
    learn: (alias, id) => forgive(() => aliases.learn(alias, id), undefined, options),
  }
}
