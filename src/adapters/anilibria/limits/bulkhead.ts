import { bulkhead, isBulkheadRejectedError } from 'cockatiel'
import { Failure } from '../../../core/failure.ts'
import { unlessAborted } from './unless-aborted.ts'

/**
 * Does work while it has one of few places.
 *
 * @throws {Failure} `unavailable` if even the queue is full.
 * @throws The signal's reason, if it fires in the queue.
 */
export type Bulkhead = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

export function createBulkhead(places: number, queued: number): Bulkhead {
  const policy = bulkhead(places, queued)
  return async (work, signal) => {
    const entered = Promise.withResolvers<void>()
    const done = Promise.withResolvers<void>()
    // The policy holds only the place. It would start queued work as part of whichever request
    // leaves before it, which workerd forbids, and see a signal only when the place is free.
    const stay = () => {
      entered.resolve()
      return done.promise
    }
    policy.execute(stay, signal).catch((error) => entered.reject(refusal(error)))
    try {
      await unlessAborted(entered.promise, signal)
      return await work()
    } finally {
      done.resolve()
    }
  }
}

function refusal(error: unknown): unknown {
  if (!isBulkheadRejectedError(error)) return error
  const message = 'Cannot ask AniLibria: too many questions are waiting'
  return new Failure('unavailable', message, { retryAfterMs: 1000, cause: error })
}
