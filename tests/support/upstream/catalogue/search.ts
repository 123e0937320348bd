import type { Entry } from './entry.ts'

/** The entries with this text in a name, earliest occurrence first. */
export function search(entries: readonly Entry[], text: string): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, place: placeOf(text.trim().toLowerCase(), entry) }))
    .filter(({ place }) => place !== -1)
    .toSorted((a, b) => a.place - b.place || a.entry.release.id - b.entry.release.id)
    .map(({ entry }) => entry)
}

/** How early the text stands in any of the names; -1 if in none. */
function placeOf(text: string, { release: { name, alias } }: Entry): number {
  const places = [name.main, name.english, name.alternative, alias]
    .map((known) => known?.toLowerCase().indexOf(text) ?? -1)
    .filter((place) => place !== -1)
  return places.length === 0 ? -1 : Math.min(...places)
}
