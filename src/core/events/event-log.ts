import type { TitleEvent } from './title-event.ts'

/**
 * Every event of the last days, in the order in which they were appended. An event is stored here
 * before anyone is told of it.
 *
 * A method rejects only with `Failure('unavailable')`.
 */
export interface EventLog {
  /**
   * Appends, in this order, the events whose ids it does not know yet. After a failure some may be
   * appended: to append the same again does the rest.
   *
   * @returns Those that were not known.
   */
  append(events: readonly TitleEvent[]): Promise<readonly TitleEvent[]>
  /**
   * The events after this one, oldest first, at most `limit`. However many replicas append, none
   * becomes visible before one that is visible already: who goes on from the last one misses none.
   *
   * @returns `null` if it does not know `id`, or not any more.
   */
  after(id: string, limit: number): Promise<readonly TitleEvent[] | null>
  /** The newest events, newest first, at most `limit`; only of one title, if `titleId` says so. */
  newest(limit: number, titleId?: number): Promise<readonly TitleEvent[]>
  /** Events found before `foundBefore` that `markTold` was not called for, oldest first. */
  untold(foundBefore: number, limit: number): Promise<readonly TitleEvent[]>
  /** Notes that everyone who waits has been told, or will be by what is stored elsewhere. */
  markTold(ids: readonly string[]): Promise<void>
  /** Forgets told events found before then; says how many. */
  prune(foundBefore: number): Promise<number>
}
