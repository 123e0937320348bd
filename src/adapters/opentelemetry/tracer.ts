import { type Link, type SpanContext, TraceFlags } from '@opentelemetry/api'
import { originAt } from '../../telemetry/clock.ts'
import { randomSpanId, randomTraceId } from '../../telemetry/random-ids.ts'
import type { Circumstances, Scope } from '../../telemetry/scope.ts'
import type { Attributes, SpanKey } from '../../telemetry/spans.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import type { RequestSpan, Span, Tracer } from '../../telemetry/tracer.ts'
import { acceptCarried, spanContextOf } from './accept-carried.ts'
import { endingWith } from './ending-with.ts'
import { type Beginning, OpenSpan } from './open-span.ts'
import type { Recording } from './recording.ts'

export interface TracerOptions {
  /** `null`: spans would go nowhere, so none are made; ids are all the same. */
  readonly recording: Recording | null
  readonly scope: Scope
}

/** Stands for every span that is not sampled. */
const silent: Span<SpanKey> = { set() {}, event() {} }

const noLinks: Link[] = []

/** What a span without one above it in this process begins with. */
interface Start<K extends SpanKey>
  extends Pick<Beginning<K>, 'parent' | 'links' | 'attributes' | 'at'> {
  /** Default: that of now. */
  readonly origin?: number | undefined
}

/** Stands for the span of a request that is not sampled. */
class Unrecorded implements RequestSpan {
  readonly ids: TraceIds

  constructor(ids: TraceIds) {
    this.ids = ids
  }

  set(): void {}
  event(): void {}
  answered(): void {}
}

/** No global of OpenTelemetry's is used: what is under way is known to `scope` alone. */
export function createTracer({ recording, scope }: TracerOptions): Tracer {
  /** Starts a span without one above it in this process; makes nothing but ids if not sampled. */
  function start<K extends SpanKey>(
    key: K,
    { parent, links, attributes, at, origin = originAt(at) }: Start<K>,
  ): OpenSpan<K> | TraceIds {
    const traceId = parent?.traceId ?? randomTraceId()
    if (recording === null) return idsIn(traceId)
    if (!recording.samples(traceId, parent)) return idsIn(traceId)
    const spanId = randomSpanId()
    const traceState = parent?.traceState
    const beginning = { key, traceId, spanId, traceState, parent, links, attributes, at }
    return new OpenSpan(recording, origin, beginning)
  }

  /** Starts a span under another one, whose decision holds for it too. */
  function startUnder<K extends SpanKey>(
    parent: OpenSpan<SpanKey>,
    key: K,
    attributes: Attributes<K> | undefined,
    name?: string,
  ): OpenSpan<K> {
    const { traceId, traceState, recording, origin } = parent
    const spanId = randomSpanId()
    const at = performance.now()
    const beginning = { key, traceId, spanId, traceState, parent, links: noLinks, attributes, at }
    return new OpenSpan(recording, origin, name === undefined ? beginning : { ...beginning, name })
  }

  /** Does work within a span, which ends with it. */
  function inside<K extends SpanKey, T>(
    span: OpenSpan<K>,
    circumstances: Circumstances,
    work: (span: OpenSpan<K>) => T,
    run = scope.run,
  ): T {
    return endingWith(span, () => run(circumstances, () => work(span)))
  }

  function within<K extends SpanKey, T>(
    key: K,
    attributes: Attributes<K>,
    work: (span: Span<K>) => T,
    run: Scope['run'],
  ): T {
    const here = scope.current()
    if (!(here?.trace instanceof OpenSpan)) return work(silent)
    const span = startUnder(here.trace, key, attributes)
    return inside(span, under(here, span), work, run)
  }

  return {
    request({ requestId, startedAt, carried, link, probe }, work) {
      const { parent, tracestate, baggage } = acceptCarried(carried)
      const links = linkTo(spanContextOf(link))
      const span = probe
        ? idsIn(parent?.traceId ?? randomTraceId())
        : start('request', { parent, links, attributes: undefined, at: startedAt })
      const circumstances = { requestId, trace: span, tracestate, baggage }
      if (span instanceof OpenSpan) return inside(span, circumstances, work)
      return scope.run(circumstances, () => work(new Unrecorded(span)))
    },
    span: (key, attributes, work) => within(key, attributes, work, scope.run),
    spanAtOnce: (key, attributes, work) => within(key, attributes, work, scope.runAtOnce),
    underWay(key) {
      const span = scope.current()?.trace
      return span instanceof OpenSpan && span.key === key ? span : silent
    },
    begin(key, attributes, name) {
      const parent = scope.current()?.trace
      return parent instanceof OpenSpan ? startUnder(parent, key, attributes, name) : undefined
    },
    async detached(key, work, { name, attributes = {}, parent, link } = {}) {
      const here = scope.current()
      const carried = spanContextOf(parent ?? undefined)
      const linked = spanContextOf(link ?? undefined) ?? (here && toSpanContext(here.trace))
      const links = carried ? noLinks : linkTo(linked)
      const [at, origin] = [performance.now(), originOf(here)]
      const span = start(key, { parent: carried, links, attributes, at, origin })
      if (name !== undefined && span instanceof OpenSpan) span.name = name
      const circumstances = {
        requestId: here?.requestId,
        trace: span,
        tracestate: undefined,
        baggage: undefined,
      }
      if (span instanceof OpenSpan) return inside(span, circumstances, work)
      return scope.run(circumstances, () => work(silent))
    },
  }
}

function idsIn(traceId: string): TraceIds {
  return { traceId, spanId: randomSpanId(), sampled: false }
}

function under({ requestId, tracestate, baggage }: Circumstances, trace: TraceIds): Circumstances {
  return { requestId, trace, tracestate, baggage }
}

function linkTo(context: SpanContext | undefined): Link[] {
  return context ? [{ context }] : noLinks
}

function toSpanContext({ traceId, spanId, sampled }: TraceIds): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE }
}

/** That of the span under way, so that what it begins cannot seem to begin before it. */
function originOf(here: Circumstances | undefined): number | undefined {
  return here?.trace instanceof OpenSpan ? here.trace.origin : undefined
}
