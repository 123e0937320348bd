import {
  type Context,
  type Attributes as Recordable,
  type Span as Recorded,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import {
  type Attributes,
  type EventAttributes,
  type SpanEventKey,
  type SpanKey,
  spanEvents,
} from '../../telemetry/spans.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import type { Span } from '../../telemetry/tracer.ts'
import type { Clock } from './clock.ts'
import type { Thrown } from './describe-thrown.ts'

/** A sampled span under way. It is the ids of its circumstances, too: who knows those, knows it. */
export class OpenSpan<K extends SpanKey> implements Span<K>, TraceIds {
  readonly key: K
  readonly traceId: string
  readonly spanId: string
  readonly sampled = true
  readonly clock: Clock
  readonly #recorded: Recorded
  #attributes: Attributes<K> | undefined

  constructor(key: K, recorded: Recorded, clock: Clock) {
    const { traceId, spanId } = recorded.spanContext()
    this.key = key
    this.traceId = traceId
    this.spanId = spanId
    this.clock = clock
    this.#recorded = recorded
  }

  /** In which this span is the parent. */
  get context(): Context {
    return trace.setSpan(ROOT_CONTEXT, this.#recorded)
  }

  set(attributes: Attributes<K>): void {
    // Kept until the end: what is recorded cannot be taken back.
    this.#attributes = this.#attributes ? { ...this.#attributes, ...attributes } : attributes
  }

  event<E extends SpanEventKey>(event: E, attributes: EventAttributes<E>): void {
    if (!this.#recorded.isRecording()) return
    // Unlike those of spans, attributes of events are sent even if they hold nothing.
    const all: Recordable = attributes
    const known = Object.entries(all).filter(([, value]) => value !== undefined)
    this.#recorded.addEvent(spanEvents[event].name, Object.fromEntries(known), this.clock())
  }

  rename(name: string): void {
    this.#recorded.updateName(name)
  }

  /** Makes it a failure. */
  fail({ type, exception, isFailure }: Thrown): void {
    this.#recorded.setAttribute('error.type', type)
    if (!isFailure) return
    const message = exception?.message
    this.#recorded.setStatus({ code: SpanStatusCode.ERROR, ...(message && { message }) })
    if (exception) this.#recorded.recordException(exception, this.clock())
  }

  /** Nothing can be told of it any more. A second time does nothing. */
  end(): void {
    // The SDK would make an error of a second time, with a stack that nobody reads.
    if (!this.#recorded.isRecording()) return
    if (this.#attributes) this.#recorded.setAttributes(this.#attributes)
    this.#recorded.end(this.clock())
  }
}
