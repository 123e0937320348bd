/** What the watcher has seen of AniLibria's catalogue: tells news from what we merely never kept. */
export interface Watched {
  /** What changed before is no news, in milliseconds since 1970: the last completed look began then. */
  readonly since: number
  /**
   * The `fresh_at` of a title when we first saw the whole catalogue, in milliseconds since 1970, 0
   * without one; `null` if it was not there.
   */
  listedAt(titleId: number): number | null
}

/** Says what was watched until now; `null` as long as the whole catalogue was never seen. */
export type ReadWatched = () => Promise<Watched | null>
