import type { Entry } from '../catalogue/entry.ts'
import type { Episode } from '../episode.ts'
import type { Release } from '../release.ts'
import { drawEpisodes } from './draw-episodes.ts'
import { drawRelease } from './draw-release.ts'
import type { Sketch } from './sketch.ts'

/** What is known better than drawn. */
export interface Known {
  readonly release?: Partial<Release>
  /** Values of single episodes, by ordinal. */
  readonly episodes?: Readonly<Record<number, Partial<Episode>>>
  /** Values that all episodes share. */
  readonly everyEpisode?: Partial<Episode>
}

/** Makes an entry of a sketch; what is `known` replaces what was drawn. */
export function drawEntry(sketch: Sketch, known: Known = {}): Entry {
  const release = { ...drawRelease(sketch), ...known.release }
  return {
    release,
    genreIds: sketch.genres ?? [(sketch.id % 7) + 3, 14],
    episodes: () =>
      drawEpisodes(sketch, release.fresh_at).map((episode) => ({
        ...episode,
        ...known.everyEpisode,
        ...known.episodes?.[episode.ordinal],
      })),
  }
}
