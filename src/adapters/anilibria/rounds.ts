import { type Pause, pause } from './limits/pause.ts'
import type { Pursue } from './round.ts'
import { Unanswered } from './unanswered.ts'

export interface RoundsOptions {
  readonly round: Pursue
  readonly now: () => number
  readonly random: () => number
  readonly sleep?: Pause
  /** Is told when all hosts are asked again: 1 for the first time. */
  readonly onRetry: (retry: number) => void
}

const mostRounds = 3

/** Asks all hosts again after a while if none has answered. */
export function createRounds(options: RoundsOptions): Pursue {
  const { round, now, random, sleep = pause, onRetry } = options
  return async (question, effort) => {
    for (let done = 1; ; done += 1) {
      try {
        return await round(question, effort)
      } catch (error) {
        if (!(error instanceof Unanswered) || done === mostRounds) throw error
        const waitMs = error.toldMs ?? backoffMs(done, random)
        if (effort.signal.aborted || now() + waitMs >= effort.deadline) throw error
        await sleep(waitMs, effort.signal)
        onRetry(done)
      }
    }
  }
}

/** From 100 ms to 500 ms after the first round, to 1 s after the second. */
function backoffMs(done: number, random: () => number): number {
  const longest = Math.min(1000, 500 * 2 ** (done - 1))
  return 100 + random() * (longest - 100)
}
