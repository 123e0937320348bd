import type { Entry } from './entry.ts'

/** The releases of one upstream: starts with the same ones everywhere, changes by publishing only. */
export interface Shelf {
  all(): readonly Entry[]
  /** By id or alias; `null` if there is none. */
  find(idOrAlias: string): Entry | null
  /** By one of its episodes; `null` if there is none. */
  findByEpisode(episodeId: string): Entry | null
  /** Adds an entry, or replaces the one with its id. */
  put(entry: Entry): void
}

export function createShelf(entries: readonly Entry[]): Shelf {
  const byId = new Map(entries.map((entry) => [entry.release.id, entry]))
  const all = () => [...byId.values()]
  const holds = (entry: Entry, episodeId: string) =>
    entry.episodes().some((episode) => episode.id === episodeId)
  return {
    all,
    find(idOrAlias) {
      if (/^\d+$/.test(idOrAlias)) return byId.get(Number(idOrAlias)) ?? null
      return all().find((entry) => entry.release.alias === idOrAlias) ?? null
    },
    findByEpisode(episodeId) {
      // A drawn id begins with the release's; asking it first spares drawing every other episode.
      const likely = byId.get(Number.parseInt(episodeId.slice(0, 8), 16))
      if (likely && holds(likely, episodeId)) return likely
      return all().find((entry) => holds(entry, episodeId)) ?? null
    },
    put: (entry) => void byId.set(entry.release.id, entry),
  }
}
