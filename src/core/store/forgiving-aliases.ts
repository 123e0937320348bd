import type { Far } from '../soon.ts'
import type { Aliases } from './aliases.ts'
import { forgive } from './forgive.ts'
import type { Guard } from './guard.ts'

/** Turns aliases that fail or dawdle into ones that know nothing. Their methods never reject. */
export function forgivingAliases(aliases: Far<Aliases>, guard: Guard): Far<Aliases> {
  return {
    find: (alias) => forgive(guard, (signal) => aliases.find(alias, signal), null),
    learn: (alias, id) => forgive(guard, () => aliases.learn(alias, id), undefined),
  }
}
