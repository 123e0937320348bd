import type { Breaker } from '../breaker.ts'
import { within } from '../deadline.ts'

/** Does work on a request's way: it may take a while, and is not tried while it is in vain. */
export type Guard = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>

export interface GuardOptions {
  /** Longest wait in milliseconds; what takes longer counts as failed. */
  readonly waitMs: number
  readonly breaker: Breaker
  /** Is told of each failure, and not of what the breaker refuses. */
  readonly onFailure: (error: unknown) => void
}

export function createGuard({ waitMs, breaker, onFailure }: GuardOptions): Guard {
  return (work) =>
    breaker.run(async () => {
      try {
        return await within(waitMs, work)
      } catch (error) {
        onFailure(error)
        throw error
      }
    })
}
