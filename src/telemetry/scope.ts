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
}
