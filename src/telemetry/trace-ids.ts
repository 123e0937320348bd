/** Where in which trace something happens (W3C Trace Context). */
export interface TraceIds {
  /** 32 hex digits. */
  readonly traceId: string
  /** 16 hex digits. */
  readonly spanId: string
  /** Whether its spans are kept. */
  readonly sampled: boolean
}

/** As it is told to others: the W3C `traceparent`. */
export function traceparentOf({ traceId, spanId, sampled }: TraceIds): string {
  return `00-${traceId}-${spanId}-0${sampled ? 1 : 0}`
}
