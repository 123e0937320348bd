/** What the watcher has seen of AniLibria's catalogue: tells news from what we merely never kept. */
export interface Watched {
  /** When the last completed look began, in milliseconds since 1970. */
  readonly since: number
  /** Whether the catalogue listed this title when we first saw all of it. */
  knows(titleId: number): boolean
}

/** Says what was watched until now; `null` as long as the whole catalogue was never seen. */
export type ReadWatched = () => Promise<Watched | null>
