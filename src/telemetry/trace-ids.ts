/** Where in which trace something happens (W3C Trace Context). */
export interface TraceIds {
  /** 32 hex digits. */
  readonly traceId: string
  /** 16 hex digits. */
  readonly spanId: string
  /** Whether its spans are kept. */
  readonly sampled: boolean
}
