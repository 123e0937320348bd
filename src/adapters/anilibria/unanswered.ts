import { Failure } from '../../core/failure.ts'
import type { HostFailure } from './host/host-failure.ts'

/** No host answered a question: this, and nothing else, counts against AniLibria. */
export class Unanswered extends Failure {
  /** What each host did, for logs. */
  readonly reasons: string
  /** When the first host wants to be asked again; `undefined` unless all of them said when. */
  readonly toldMs: number | undefined

  /**
   * @param late Whether the deadline passed before all hosts were asked.
   * @param freeInMs When the first host is through with its cool-down.
   */
  constructor(failures: readonly HostFailure[], late: boolean, freeInMs: number) {
    const told = failures.map(({ retryAfterMs }) => retryAfterMs ?? Number.NaN)
    const soonest = told.length > 0 ? Math.min(...told) : Number.NaN
    const toldMs = Number.isNaN(soonest) ? undefined : soonest
    const isTimeout = late || failures.every(({ timedOut }) => timedOut)
    super(isTimeout ? 'timeout' : 'unavailable', 'Cannot reach AniLibria: no host has answered', {
      retryAfterMs: toldMs ?? Math.max(1000, freeInMs),
      cause: failures.at(-1),
    })
    this.reasons = failures.map(({ message }) => message).join('; ') || 'the deadline has passed'
    this.toldMs = toldMs
  }
}
