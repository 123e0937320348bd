import type { Attributes, EventAttributes, SpanEventKey, SpanKey } from './spans.ts'
import type { TraceIds } from './trace-ids.ts'

/** A span under way. Does nothing where the trace is not sampled. */
export interface Span<K extends SpanKey> {
  set(attributes: Attributes<K>): void
  event<E extends SpanEventKey>(event: E, attributes: EventAttributes<E>): void
}

/** What a request brought of W3C Trace Context; each `undefined` if it did not, or from a stranger. */
export interface Carried {
  readonly traceparent: string | undefined
  readonly tracestate: string | undefined
  readonly baggage: string | undefined
}

export interface RequestSpan extends Span<'request'> {
  readonly ids: TraceIds
  /** Ends it. `failure`: what was thrown, if the answer is 5xx for it. */
  end(name: string, failure?: unknown): void
}

/** Makes spans by their key in the span table. Never throws of itself. */
export interface Tracer {
  /**
   * Starts a request's span, and does `work` in its circumstances.
   *
   * @param carried Its parent, if a trusted peer sent it; malformed headers count as absent.
   * @param link A stranger's `traceparent`: linked, not followed.
   */
  request<T>(
    about: { readonly requestId: string; readonly carried: Carried; readonly link?: string },
    work: (span: RequestSpan) => Promise<T>,
  ): Promise<T>

  /** Does work within a span that ends with it; what it throws is the span's failure. */
  span<K extends SpanKey, T>(
    key: K,
    attributes: Attributes<K>,
    work: (span: Span<K>) => Promise<T>,
  ): Promise<T>

  /** Does work in a trace of its own, linked to the span under way. */
  detached<K extends SpanKey, T>(key: K, work: () => Promise<T>): Promise<T>
}
