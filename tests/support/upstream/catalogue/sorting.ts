import type { Release } from '../release.ts'
import type { Entry } from './entry.ts'

const keys: Readonly<Record<string, (release: Release) => number>> = {
  FRESH_AT: ({ fresh_at }) => (fresh_at === null ? 0 : Date.parse(fresh_at)),
  RATING: ({ added_in_users_favorites }) => added_in_users_favorites,
  YEAR: ({ year }) => year,
}

/** Every order the catalogue knows. */
export const sortings: readonly string[] = Object.keys(keys).flatMap((key) => [
  `${key}_DESC`,
  `${key}_ASC`,
])

/** `sorting`: one of `sortings`. Of equal releases, the one with the higher id is the greater. */
export function sorted(entries: readonly Entry[], sorting: string): readonly Entry[] {
  const keyOf = keys[sorting.replace(/_(ASC|DESC)$/, '')] ?? (() => 0)
  const sign = sorting.endsWith('_ASC') ? 1 : -1
  return entries
    .map((entry) => ({ entry, id: entry.release.id, key: keyOf(entry.release) }))
    .sort((a, b) => sign * (a.key - b.key || a.id - b.id))
    .map(({ entry }) => entry)
}
