/** The JSON of AniLiberty v1 as this look-alike writes it; made for writing, so without every oddity. */
export interface Release {
  readonly id: number
  readonly alias: string
  readonly year: number
  readonly name: Name
  readonly type: Term
  readonly season: Term
  readonly poster: Picture
  /** Raised by a new episode. ISO 8601 with `+00:00`, as every time here. */
  readonly fresh_at: string | null
  readonly created_at: string | null
  readonly updated_at: string | null
  readonly is_ongoing: boolean
  readonly is_in_production: boolean
  readonly age_rating: AgeRating
  /** 1 is Monday. */
  readonly publish_day: { readonly value: number; readonly description: string | null }
  readonly description: string | null
  readonly notification: string | null
  readonly episodes_total: number | null
  readonly external_player: string | null
  readonly is_blocked_by_geo: boolean
  readonly is_blocked_by_copyrights: boolean
  readonly added_in_users_favorites: number
  /** In minutes. */
  readonly average_duration_of_episode: number | null
  readonly added_in_planned_collection: number | null
  readonly added_in_watched_collection: number | null
  readonly added_in_watching_collection: number | null
  readonly added_in_postponed_collection: number | null
  readonly added_in_abandoned_collection: number | null
}

export interface Name {
  readonly main: string
  readonly english: string | null
  readonly alternative: string | null
}

/** A word of a closed list, with its Russian name; the list may grow a word we do not know. */
export interface Term {
  readonly value: string | null
  readonly description: string | null
}

export interface AgeRating {
  readonly value: string
  readonly label: string
  readonly is_adult: boolean
  readonly description: string | null
}

/** Addresses relative to the site. `preview` was not there in 2025. */
export interface Picture extends Sizes {
  readonly optimized: Sizes
}

interface Sizes {
  readonly src: string | null
  readonly preview?: string | null
  readonly thumbnail: string | null
}
