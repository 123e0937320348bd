import type { Priority } from '../../../core/catalog.ts'
import { Failure } from '../../../core/failure.ts'
import { type Pause, pause } from './pause.ts'

/** Keeps us from asking AniLibria more often than we want to. */
export interface Limiter {
  /**
   * Waits until one request may be sent. A visitor's place is his from the moment he asks;
   * background work goes when nobody else wants to.
   *
   * @param deadline When the caller gives up, in milliseconds since 1970.
   * @throws {Failure} `unavailable`, at once, if the wait would go beyond the deadline.
   * @throws The signal's reason, if it fires first.
   */
  take(priority: Priority, deadline: number, signal: AbortSignal): Promise<void>
  /** How many requests could be sent at this moment; `Infinity` if nothing limits them. */
  remaining(): number
}

export interface LimiterOptions {
  /** Requests per second, as many of which may go at once; 0 for no limit. */
  readonly perSecond: number
  readonly now?: () => number
  readonly sleep?: Pause
}

/** A bucket of tokens, told as time: `fullAt` is when it is full again if nobody takes any. */
export function createLimiter({
  perSecond,
  now = () => Date.now(),
  sleep = pause,
}: LimiterOptions): Limiter {
  if (perSecond <= 0) return { take: async () => {}, remaining: () => Number.POSITIVE_INFINITY }
  const tokenMs = 1000 / perSecond
  const bucketMs = tokenMs * Math.max(1, perSecond)
  let fullAt = 0

  const waitMs = () => Math.max(0, Math.max(fullAt, now()) + tokenMs - bucketMs - now())
  const spend = () => {
    fullAt = Math.max(fullAt, now()) + tokenMs
  }

  async function takeAsVisitor(signal: AbortSignal) {
    const ms = waitMs()
    spend()
    if (ms === 0) return
    try {
      await sleep(ms, signal)
    } catch (error) {
      fullAt -= tokenMs
      throw error
    }
  }

  return {
    async take(priority, deadline, signal) {
      signal.throwIfAborted()
      refuseBeyond(deadline, now() + waitMs(), now())
      if (priority === 'visitor') return takeAsVisitor(signal)
      // Each waiter has a timer of its own: on workerd a timer dies with the request that set it.
      for (let ms = waitMs(); ms > 0; ms = waitMs()) {
        refuseBeyond(deadline, now() + ms, now())
        await sleep(ms, signal)
      }
      spend()
    },
    remaining() {
      const leftMs = Math.max(0, bucketMs - Math.max(0, fullAt - now()))
      // Sums of fractions may be a hair short of a whole token.
      return Math.floor(leftMs / tokenMs + 1e-9)
    },
  }
}

function refuseBeyond(deadline: number, free: number, now: number): void {
  if (free <= deadline) return
  throw new Failure('unavailable', 'Cannot ask AniLibria: too many questions are waiting', {
    retryAfterMs: Math.ceil(free - now),
  })
}
