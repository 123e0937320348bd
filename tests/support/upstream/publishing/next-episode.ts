import type { Entry } from '../catalogue/entry.ts'
import { drawEpisode } from '../drawing/draw-episodes.ts'
import type { Episode } from '../episode.ts'
import type { EpisodeOrder } from './orders.ts'

/** The episode after the entry's last one, with the qualities that were ordered. */
export function nextEpisode(entry: Entry, order: EpisodeOrder, updatedAt: string): Episode {
  const before = entry.episodes()
  const { qualities = ['480', '720', '1080'] } = order
  const drawn = drawEpisode({
    releaseId: entry.release.id,
    index: before.length,
    ordinal: order.ordinal ?? Math.floor(before.at(-1)?.ordinal ?? 0) + 1,
    fullHd: true,
    updatedAt,
  })
  return {
    ...drawn,
    name: order.name ?? null,
    name_english: null,
    hls_480: qualities.includes('480') ? drawn.hls_480 : null,
    hls_720: qualities.includes('720') ? drawn.hls_720 : null,
    hls_1080: qualities.includes('1080') ? drawn.hls_1080 : null,
  }
}
