import { Failure } from '../../../core/failure.ts'
import { unlessAborted } from './unless-aborted.ts'

/**
 * Does work while it has one of few places; who comes first gets the next one.
 *
 * @throws {Failure} `unavailable` if even the queue is full.
 * @throws The signal's reason, if it fires in the queue.
 */
export type Bulkhead = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

export interface BulkheadOptions {
  /** How many may work at once. */
  readonly places: number
  /** How many more may wait. */
  readonly queued: number
  /** After which time one is taken for lost: on workerd work can vanish without an end. */
  readonly lostMs: number
  readonly now?: () => number
}

interface Guest {
  readonly since: number
  enter(): void
}

/**
 * Not cockatiel's: that one starts queued work as part of whichever request leaves before it, and on
 * workerd a place is never free again when that request is over. Here each guest does his own work.
 */
export function createBulkhead(options: BulkheadOptions): Bulkhead {
  const { places, queued, lostMs, now = () => Date.now() } = options
  const inside = new Set<Guest>()
  const waiting = new Set<Guest>()

  function forgetLost(guests: Set<Guest>): void {
    for (const guest of guests) if (now() - guest.since >= lostMs) guests.delete(guest)
  }

  function letIn(): void {
    forgetLost(inside)
    forgetLost(waiting)
    for (const guest of waiting) {
      if (inside.size >= places) return
      waiting.delete(guest)
      inside.add(guest)
      guest.enter()
    }
  }

  return async (work, signal) => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
    const guest: Guest = { since: now(), enter }
    try {
      waiting.add(guest)
      letIn()
      if (waiting.size > queued) throw refusal()
      await unlessAborted(entered, signal)
      return await work()
    } finally {
      inside.delete(guest)
      waiting.delete(guest)
      letIn()
    }
  }
}

function refusal(): Failure {
  const message = 'Cannot ask AniLibria: too many questions are waiting'
  return new Failure('unavailable', message, { retryAfterMs: 1000 })
}
