import {
  type Context,
  type Tracer as Recorder,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { RandomIdGenerator } from '@opentelemetry/sdk-trace-base'
import type { Circumstances, Scope } from '../../telemetry/scope.ts'
import { type SpanKey, spans } from '../../telemetry/spans.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import type { RequestSpan, Span, Tracer } from '../../telemetry/tracer.ts'
import { acceptCarried, spanContextOf } from './accept-carried.ts'
import { createClock } from './clock.ts'
import { describeThrown } from './describe-thrown.ts'
import { OpenSpan } from './open-span.ts'

export interface TracerOptions {
  /** `null`: spans would go nowhere, so none are made; ids are all the same. */
  readonly recorder: Recorder | null
  readonly scope: Scope
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  internal: SpanKind.INTERNAL,
}

/** Stands for every span that is not sampled. */
const silent: Span<SpanKey> = { set() {}, event() {} }

const generator = new RandomIdGenerator()

/** No global of OpenTelemetry's is used: what is under way is known to `scope` alone. */
export function createTracer({ recorder, scope }: TracerOptions): Tracer {
  /** Starts a span; makes nothing but ids if it is not sampled. */
  function start<K extends SpanKey>(
    key: K,
    about: SpanOptions,
    parent: Context,
    clock = createClock(),
  ): OpenSpan<K> | TraceIds {
    if (recorder === null) return idsOnly(parent)
    const { name, kind } = spans[key]
    const options = { ...about, kind: kinds[kind], startTime: clock() }
    const recorded = recorder.startSpan(name, options, parent)
    if (recorded.isRecording()) return new OpenSpan(key, recorded, clock)
    const { traceId, spanId } = recorded.spanContext()
    return { traceId, spanId, sampled: false }
  }

  async function inside<K extends SpanKey, T>(
    circumstances: Circumstances,
    span: OpenSpan<K>,
    work: (span: OpenSpan<K>) => Promise<T>,
  ): Promise<T> {
    try {
      return await scope.run({ ...circumstances, trace: span }, () => work(span))
    } catch (error) {
      span.fail(describeThrown(error))
      throw error
    } finally {
      span.end()
    }
  }

  return {
    async request({ requestId, carried, link, probe }, work) {
      const { parent, tracestate, baggage } = acceptCarried(carried)
      const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
      const ids = probe ? idsOnly(context) : start('request', linkTo(spanContextOf(link)), context)
      const circumstances = { requestId, trace: ids, tracestate, baggage }
      if (ids instanceof OpenSpan) {
        return inside(circumstances, ids, () => work(requestSpan(ids)))
      }
      return scope.run(circumstances, () => work({ ...silent, ids, end() {} }))
    },
    span(key, attributes, work) {
      const here = scope.current()
      if (!(here?.trace instanceof OpenSpan)) return work(silent)
      const span = start(key, { attributes }, here.trace.context, here.trace.clock)
      return span instanceof OpenSpan ? inside(here, span, work) : work(silent)
    },
    underWay(key) {
      const span = scope.current()?.trace
      return span instanceof OpenSpan && span.key === key ? span : silent
    },
    begin(key, name, attributes) {
      const here = scope.current()
      if (!(here?.trace instanceof OpenSpan)) return () => {}
      const span = start(key, { attributes }, here.trace.context, here.trace.clock)
      if (!(span instanceof OpenSpan)) return () => {}
      span.rename(name)
      return (error) => {
        if (error !== undefined) span.fail(describeThrown(error))
        span.end()
      }
    },
    async detached(key, work, { name, attributes = {}, parent, link } = {}) {
      const here = scope.current()
      const carried = spanContextOf(parent ?? undefined)
      const linked = spanContextOf(link ?? undefined) ?? (here && toSpanContext(here.trace))
      const span = carried
        ? start(key, { attributes }, trace.setSpanContext(ROOT_CONTEXT, carried))
        : start(key, { attributes, ...linkTo(linked) }, ROOT_CONTEXT)
      if (name !== undefined && span instanceof OpenSpan) span.rename(name)
      const circumstances = {
        requestId: here?.requestId,
        trace: span,
        tracestate: undefined,
        baggage: undefined,
      }
      if (span instanceof OpenSpan) return inside(circumstances, span, work)
      return scope.run(circumstances, () => work(silent))
    },
  }
}

function idsOnly(parent: Context): TraceIds {
  const traceId = trace.getSpanContext(parent)?.traceId ?? generator.generateTraceId()
  return { traceId, spanId: generator.generateSpanId(), sampled: false }
}

function requestSpan(span: OpenSpan<'request'>): RequestSpan {
  return {
    ids: span,
    set: (attributes) => span.set(attributes),
    event: (event, attributes) => span.event(event, attributes),
    end(name, status, error) {
      span.rename(name)
      if (status >= 500) span.fail(error === undefined ? answered(status) : describeThrown(error))
      span.end()
    },
  }
}

/** An answer of 5xx for which nothing was thrown. */
function answered(status: number) {
  return { type: String(status), exception: null, isFailure: true }
}

function linkTo(context: SpanContext | undefined): SpanOptions {
  return context ? { links: [{ context }] } : {}
}

function toSpanContext({ traceId, spanId, sampled }: TraceIds): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE }
}
