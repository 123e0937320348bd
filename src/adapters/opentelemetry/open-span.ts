import {
  type HrTime,
  type Link,
  type Attributes as Recordable,
  type SpanContext,
  SpanKind,
  type SpanStatus,
  SpanStatusCode,
  TraceFlags,
  type TraceState,
} from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import {
  type Attributes,
  type EventAttributes,
  type SpanEventKey,
  type SpanKey,
  spanEvents,
  spans,
} from '../../telemetry/spans.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import type { Answerable, BegunSpan } from '../../telemetry/tracer.ts'
import { describeThrown, type Thrown } from './describe-thrown.ts'
import { hrTimeOf } from './hr-time.ts'
import { known } from './known.ts'
import type { Recording } from './recording.ts'

type Event = ReadableSpan['events'][number]

/** What a span begins with. */
export interface Beginning<K extends SpanKey> {
  readonly key: K
  /** Default: the one of the span table. */
  readonly name?: string
  readonly traceId: string
  readonly spanId: string
  readonly traceState: TraceState | undefined
  readonly parent: SpanContext | undefined
  readonly links: Link[]
  readonly attributes: Attributes<K> | undefined
  /** When, by `performance.now`. */
  readonly at: number
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  internal: SpanKind.INTERNAL,
}

/** The span table in OpenTelemetry's words. */
const kindsOfSpans = Object.fromEntries(
  Object.entries(spans).map(([key, { name, kind }]) => [key, { name, kind: kinds[kind] }]),
) as Record<SpanKey, { readonly name: string; readonly kind: SpanKind }>

/** Stands for the events of a span without any, as most are. */
const none: Event[] = []

const unset: SpanStatus = { code: SpanStatusCode.UNSET }

/**
 * A sampled span under way. It is the ids of its circumstances, too: who knows those, knows it. It
 * is its own context, and what exporters read: the SDK's own spans take longer to make than all of
 * ours to tell.
 */
export class OpenSpan<K extends SpanKey>
  implements BegunSpan<K>, Answerable<K>, TraceIds, SpanContext, ReadableSpan
{
  readonly traceId: string
  readonly spanId: string
  readonly traceState?: TraceState
  readonly key: K
  name: string
  readonly kind: SpanKind
  readonly parentSpanContext?: SpanContext
  readonly links: Link[]
  events: Event[] = none
  /** When `performance.now` was 0, in milliseconds since 1970: the same for all spans of a trace. */
  readonly origin: number
  readonly recording: Recording
  /** When it began and ended, in milliseconds since 1970. */
  readonly startedAt: number
  endedAt = 0
  ended = false
  status = unset
  /** Attributes as they were told; `undefined` for what is not known. */
  told: Attributes<K> | undefined
  #error: string | undefined

  constructor(recording: Recording, origin: number, beginning: Beginning<K>) {
    this.key = beginning.key
    const { name, kind } = kindsOfSpans[beginning.key]
    this.name = beginning.name ?? name
    this.kind = kind
    if (beginning.parent) this.parentSpanContext = beginning.parent
    this.links = beginning.links
    this.told = beginning.attributes
    this.origin = origin
    this.startedAt = origin + beginning.at
    this.traceId = beginning.traceId
    this.spanId = beginning.spanId
    if (beginning.traceState) this.traceState = beginning.traceState
    this.recording = recording
  }

  spanContext(): SpanContext {
    return this
  }

  set(attributes: Attributes<K>): void {
    if (!this.ended) this.told = this.told ? { ...this.told, ...attributes } : attributes
  }

  event<E extends SpanEventKey>(event: E, attributes: EventAttributes<E>): void {
    this.#happened(spanEvents[event].name, attributes)
  }

  #happened(name: string, attributes: Recordable): void {
    if (this.ended) return
    const event = {
      name,
      time: hrTimeOf(this.origin + performance.now()),
      attributes: known(attributes),
    }
    this.events = [...this.events, event]
  }

  /** Makes it a failure. */
  fail({ type, exception, isFailure }: Thrown): void {
    if (this.ended) return
    this.#error = type
    if (!isFailure) return
    const message = exception?.message
    this.status = { code: SpanStatusCode.ERROR, ...(message && { message }) }
    if (exception === null) return
    this.#happened('exception', {
      'exception.type': exception.name,
      'exception.message': exception.message,
      'exception.stacktrace': exception.stack,
    })
  }

  answered(name: string, status: number, at: number, error?: unknown): void {
    if (this.ended) return
    this.name = name
    if (status >= 500 && error === undefined) {
      this.fail({ type: String(status), exception: null, isFailure: true })
    }
    this.end(status >= 500 ? error : undefined, at)
  }

  /** Nothing can be told of it any more. A second time does nothing. */
  end(error?: unknown, at = performance.now()): void {
    if (this.ended) return
    if (error !== undefined) this.fail(describeThrown(error))
    if (this.#error !== undefined) this.set({ 'error.type': this.#error } as Attributes<K>)
    this.ended = true
    this.endedAt = this.origin + at
    this.recording.queue.ended(this)
  }

  get ids(): TraceIds {
    return this
  }

  get sampled(): true {
    return true
  }

  get traceFlags(): TraceFlags {
    return TraceFlags.SAMPLED
  }

  get droppedAttributesCount(): number {
    return 0
  }

  get droppedEventsCount(): number {
    return 0
  }

  get droppedLinksCount(): number {
    return 0
  }

  get attributes(): Recordable {
    return known(this.told ?? {})
  }

  get startTime(): HrTime {
    return hrTimeOf(this.startedAt)
  }

  get endTime(): HrTime {
    return hrTimeOf(this.endedAt)
  }

  get duration(): HrTime {
    return hrTimeOf(this.endedAt - this.startedAt)
  }

  get resource() {
    return this.recording.resource
  }

  get instrumentationScope() {
    return this.recording.instrumentationScope
  }
}
