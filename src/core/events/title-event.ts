/** What can happen to a title that someone may want to be told of. */
export const eventTypes = ['new_episode', 'new_title', 'status_change', 'episode_updated'] as const

export type EventType = (typeof eventTypes)[number]

/** Something that happened to a title, found by comparing what was stored with what is told now. */
export interface TitleEvent {
  /**
   * Made from what it says, so that who finds it twice makes the same: at most 200 letters, digits,
   * `_`, `-` and `.`.
   */
  readonly id: string
  readonly type: EventType
  readonly titleId: number
  /** What receivers are told, as JSON; holds `event_id`, `title_id` and `timestamp`. */
  readonly data: Readonly<Record<string, unknown>>
  /** When it was found, in milliseconds since 1970. */
  readonly foundAt: number
  /** AniLibria's `fresh_at` of the title, in milliseconds since 1970; `null` if it does not tell. */
  readonly freshAt: number | null
  /** In which trace it was found (W3C `traceparent`); `null` in none. */
  readonly traceparent: string | null
}
