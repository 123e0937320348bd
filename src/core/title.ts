/** Where a picture of a title lies: absolute URLs, `null` if there is none. */
export interface Poster {
  readonly small: string | null
  readonly large: string | null
}

export interface Genre {
  readonly id: number
  readonly name: string | null
}

/** A part of an episode to skip, in seconds from its beginning. */
export interface Skip {
  readonly start: number | null
  readonly stop: number | null
}

export interface Episode {
  /** AniLibria's own id, a UUID. */
  readonly id: string
  /** The episode's number: may be fractional, may start at 370. */
  readonly ordinal: number
  readonly name: string | null
  readonly duration_seconds: number | null
  readonly opening: Skip | null
  readonly ending: Skip | null
  /** Addresses of HLS playlists; `null` for a quality that is not there (yet). */
  readonly hls: {
    readonly sd: string | null
    readonly hd: string | null
    readonly fhd: string | null
  }
  readonly updated_at: string | null
}

/** What lists tell of a title. Spelled as it is served; times are ISO 8601 in UTC. */
export interface TitleSummary {
  readonly id: number
  readonly alias: string | null
  readonly names: {
    readonly ru: string | null
    readonly en: string | null
    readonly alternative: string | null
  }
  /** `TV`, `MOVIE`, …: AniLibria's word, also one we have never seen. */
  readonly type: string | null
  readonly year: number | null
  readonly season: string | null
  readonly status: 'ongoing' | 'completed' | null
  readonly genres: readonly Genre[]
  readonly description: string | null
  readonly poster: Poster
  /** As seen from `meta.country`. */
  readonly blocked: { readonly geo: boolean; readonly copyright: boolean }
  readonly favorites: number | null
  /** Raised by AniLibria with each new episode. */
  readonly fresh_at: string | null
  readonly updated_at: string | null
  readonly episodes: {
    /** How many there will be; `null` if not known. */
    readonly total: number | null
    /** How many are out; `null` where a list does not tell. */
    readonly released: number | null
  }
}

/** One title with its episodes, in the order of their numbers. */
export interface Title extends TitleSummary {
  readonly episodes: TitleSummary['episodes'] & {
    readonly list: readonly Episode[]
  }
}

/** A title of the list of updates, with the episode that brought it there. */
export interface UpdatedTitle extends TitleSummary {
  readonly latest_episode: Episode | null
}

/** The titles of one day of the week: 1 is Monday. */
export interface ScheduleDay {
  readonly day: number
  readonly titles: readonly TitleSummary[]
}
