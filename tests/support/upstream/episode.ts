import type { Picture } from './release.ts'

export interface Episode {
  readonly id: string
  readonly ordinal: number
  readonly sort_order: number
  readonly name: string | null
  readonly name_english: string | null
  readonly opening: Skip
  readonly ending: Skip
  readonly preview: Picture
  readonly hls_480: string | null
  readonly hls_720: string | null
  readonly hls_1080: string | null
  /** In seconds. */
  readonly duration: number
  readonly rutube_id: string | null
  readonly youtube_id: string | null
  readonly updated_at: string
  readonly release_id: number
}

/** In seconds from the beginning. */
export interface Skip {
  readonly start: number | null
  readonly stop: number | null
}
