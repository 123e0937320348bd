import type { Episode } from '../episode.ts'
import type { Release } from '../release.ts'

/** A release of the catalogue and what is served beside it. */
export interface Entry {
  readonly release: Release
  readonly genreIds: readonly number[]
  /** Drawn when asked for, so that two thousand releases start at once; the same on every call. */
  episodes(): readonly Episode[]
}

/** The episode that brought the release to the top; `null` if it has none. */
export function latestEpisode(entry: Entry): Episode | null {
  return entry.episodes().at(-1) ?? null
}
