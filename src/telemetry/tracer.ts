import type { Attributes, EventAttributes, SpanEventKey, SpanKey } from './spans.ts'
import type { TraceIds } from './trace-ids.ts'

/** A span under way. Does nothing where the trace is not sampled, or once the span has ended. */
export interface Span<K extends SpanKey> {
  /** A later value takes the place of an earlier one, `undefined` too. */
  set(attributes: Attributes<K>): void
  event<E extends SpanEventKey>(event: E, attributes: EventAttributes<E>): void
}

/** What a request brought of W3C Trace Context; each `undefined` if it did not, or from a stranger. */
export interface Carried {
  readonly traceparent: string | undefined
  readonly tracestate: string | undefined
  readonly baggage: string | undefined
}

/** A span that ends with an answer. */
export interface Answerable<K extends SpanKey> extends Span<K> {
  readonly ids: TraceIds
  /**
   * Ends it; a status of 5xx makes it a failure.
   *
   * @param at When the answer was there, by `performance.now`.
   * @param error What was thrown, if something was.
   */
  answered(name: string, status: number, at: number, error?: unknown): void
}

export type RequestSpan = Answerable<'request'>

export interface RequestAbout {
  readonly requestId: string
  /** When it came, by `performance.now`. */
  readonly startedAt: number
  /** Its parent, if a trusted peer sent it; malformed headers count as absent. */
  readonly carried: Carried
  /** A stranger's `traceparent`: linked, not followed. */
  readonly link: string | undefined
  /** Whether machines ask for it every few seconds: it gets ids, and no span. */
  readonly probe: boolean
}

/** A span whose end is told. Does nothing once it ended. */
export interface BegunSpan<K extends SpanKey> extends Span<K> {
  /** @param error What was thrown, if something was. */
  end(error?: unknown): void
}

export interface Detached<K extends SpanKey> {
  /** Default: the one of the span table. */
  readonly name?: string
  readonly attributes?: Attributes<K>
  /** A `traceparent` of ours, whose trace is then gone on with instead of linked. */
  readonly parent?: string | null
  /** A `traceparent` of ours that is linked instead of the span under way. */
  readonly link?: string | null
}

/** Makes spans by their key in the span table. Never throws of itself. */
export interface Tracer {
  /** Starts a request's span, and does `work` in its circumstances. */
  request<T>(about: RequestAbout, work: (span: RequestSpan) => T): T

  /**
   * Does work within a span that ends with it, or with the promise of it; what it throws is the
   * span's failure. Where nothing sampled is under way, it only does the work.
   */
  span<K extends SpanKey, T>(key: K, attributes: Attributes<K>, work: (span: Span<K>) => T): T

  /** `span` for work that is over at once most times: see `Scope.runAtOnce`. */
  spanAtOnce<K extends SpanKey, T>(key: K, attributes: Attributes<K>, work: (span: Span<K>) => T): T

  /** The span under way, if it is of this kind; else one that does nothing. */
  underWay<K extends SpanKey>(key: K): Span<K>

  /**
   * Starts a span under the one under way, for work in which no other one is started: to make it
   * the one under way costs more than the span.
   *
   * @param name Default: the one of the span table.
   * @returns `undefined` where nothing sampled is under way.
   */
  begin<K extends SpanKey>(
    key: K,
    attributes?: Attributes<K>,
    name?: string,
  ): BegunSpan<K> | undefined

  /** Does work in a trace of its own, linked to the span under way. */
  detached<K extends SpanKey, T>(
    key: K,
    work: (span: Span<K>) => Promise<T>,
    about?: Detached<K>,
  ): Promise<T>
}
