import { timestamp } from '../catalogue/timestamp.ts'
import type { Episode } from '../episode.ts'
import { drawPicture } from './draw-picture.ts'
import { hex, uuidOf } from './hex.ts'
import type { Sketch } from './sketch.ts'

const weekMs = 604_800_000

/** The episodes of a sketch, a week apart, the last one from when the release was freshest. */
export function drawEpisodes(sketch: Sketch, freshAt: string | null): readonly Episode[] {
  const { released } = sketch
  const ordinals =
    typeof released === 'number' ? Array.from({ length: released }, (_, i) => i + 1) : released
  const last = Date.parse(freshAt ?? '2024-01-01T00:00:00+00:00')
  return ordinals.map((ordinal, index) =>
    drawEpisode({
      releaseId: sketch.id,
      index,
      ordinal,
      fullHd: sketch.fullHd ?? true,
      updatedAt: timestamp(last - (ordinals.length - 1 - index) * weekMs),
    }),
  )
}

export interface EpisodeSketch {
  readonly releaseId: number
  /** Its place among the release's episodes, from 0. */
  readonly index: number
  readonly ordinal: number
  readonly fullHd: boolean
  readonly updatedAt: string
}

/** Fills one episode in: every third has a name, as about every third has at AniLibria. */
export function drawEpisode(sketch: EpisodeSketch): Episode {
  const { releaseId, index, ordinal, fullHd, updatedAt } = sketch
  const named = index % 3 === 0
  return {
    id: uuidOf(releaseId, index + 1),
    ordinal,
    sort_order: index + 1,
    name: named ? `Глава ${ordinal}` : null,
    name_english: named ? `Chapter ${ordinal}` : null,
    opening: { start: 60, stop: 150 },
    ending: { start: 1290, stop: 1380 },
    preview: drawPicture(`/storage/releases/episodes/previews/${releaseId}`, releaseId + index),
    hls_480: hlsUrl(releaseId, ordinal, 480),
    hls_720: hlsUrl(releaseId, ordinal, 720),
    hls_1080: fullHd ? hlsUrl(releaseId, ordinal, 1080) : null,
    duration: 1420,
    rutube_id: null,
    youtube_id: null,
    updated_at: updatedAt,
    release_id: releaseId,
  }
}

/** Where a playlist lies, as seen from Georgia. */
export function hlsUrl(releaseId: number, ordinal: number, height: number): string {
  const file = hex(releaseId * 7919 + ordinal * 100 + height, 32)
  const query = 'countryIso=GE&isAuthorized=0&isWithVideoAds=1&isWithVideoAdsAlways=1'
  return `https://cache.libria.fun/videos/media/ts/${releaseId}/${ordinal}/${height}/${file}.m3u8?${query}`
}
