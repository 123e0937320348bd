import type { TraceIds } from './trace-ids.ts'

/** What everything that is done for one request, or one piece of background work, has in common. */
export interface Circumstances {
  /** `undefined` where no request is behind it. */
  readonly requestId: string | undefined
  /** The span that is under way. */
  readonly trace: TraceIds
  /** W3C `tracestate` and `baggage` as a trusted peer sent them, for the neighbour. */
  readonly tracestate: string | undefined
  readonly baggage: string | undefined
}

/** Knows, anywhere in the code, in which circumstances it runs. */
export interface Scope {
  /** `undefined` outside of any request or background work. */
  current(): Circumstances | undefined
  /** Does work in these circumstances, and all that it awaits. */
  run<T>(circumstances: Circumstances, work: () => T): T
  /**
   * `run` for work that is over at once most times, in a tenth of the time. What it awaits is done in
   * the circumstances around it, unless it has gone `onward`.
   */
  runAtOnce<T>(circumstances: Circumstances, work: () => T): T
  /** Does work, and all that it awaits, in the circumstances of now. */
  onward<T>(work: () => T): T
}
