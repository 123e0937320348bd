import type { Answer } from '../reading/answer.ts'
import type { Soon } from '../soon.ts'

/** An answer as it lies in a cache. */
export interface Kept {
  readonly answer: Answer
  /** Until when it may be served without asking further down, in milliseconds since 1970. */
  readonly freshUntil: number
}

/**
 * Keeps answers by key, also past `freshUntil`: a stale answer is better than none. Losing an
 * entry is normal: callers cope with `null`. A store (SQLite, MongoDB) is a cache that forgets
 * nothing by itself.
 *
 * A method rejects only with `Failure`: `unavailable` if what lies behind could not be reached,
 * `denied` if that refuses us. What answers at once, as memory does, does not fail.
 */
export interface Cache {
  /**
   * `null` if it was never written, was removed or was lost.
   *
   * @param signal Gives the search up early, where that is possible.
   */
  read(key: string, signal?: AbortSignal): Soon<Kept | null>
  /** Writes an entry, replacing an older one. */
  write(key: string, kept: Kept): Soon<void>
  /** Removes an entry; one that is not there is no failure. */
  remove(key: string): Soon<void>
}
