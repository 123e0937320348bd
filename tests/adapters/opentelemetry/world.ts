import { createScope } from '../../../src/adapters/async-context/scope.ts'
import { createPreparedQueue } from '../../../src/adapters/opentelemetry/queues/prepared-queue.ts'
import {
  createTracing,
  type Tracing,
  type TracingOptions,
} from '../../../src/adapters/opentelemetry/tracing.ts'
import type { Scope } from '../../../src/telemetry/scope.ts'
import type { RequestAbout, RequestSpan } from '../../../src/telemetry/tracer.ts'
import { type OtlpSink, startOtlpSink } from '../../support/otlp-sink.ts'

/** Spans on their way to a real collector. */
export interface World extends Tracing {
  readonly sink: OtlpSink
  readonly scope: Scope
  /** What became of spans: how many were exported, dropped, failed. */
  readonly told: Readonly<Record<string, number>>
  /** Does work in a request that is answered with 200; `GET /` is its name. */
  request<T>(work: (span: RequestSpan) => Promise<T>, about?: Partial<RequestAbout>): Promise<T>
  end(): Promise<void>
}

export const nothing = { traceparent: undefined, tracestate: undefined, baggage: undefined }

/** A request that comes now, without anything. */
export function aboutNow(): RequestAbout {
  const startedAt = performance.now()
  return { requestId: 'r-1', startedAt, carried: nothing, link: undefined, probe: false }
}

export async function createWorld(options: Partial<TracingOptions> = {}): Promise<World> {
  const sink = await startOtlpSink()
  const scope = createScope()
  const told: Record<string, number> = {}
  const tracing = createTracing({
    scope,
    identity: { service: 'gateway', version: '1.2.3', environment: 'test' },
    runtime: { name: 'node', version: '24.0.0' },
    url: sink.url,
    createQueue: createPreparedQueue,
    timeoutMs: 100,
    onSpans(result, spans) {
      told[result] = (told[result] ?? 0) + spans
    },
    ...options,
  })
  return {
    ...tracing,
    sink,
    scope,
    told,
    request: (work, about) =>
      tracing.tracer.request({ ...aboutNow(), ...about }, async (span) => {
        const result = await work(span)
        span.answered('GET /', 200, performance.now())
        return result
      }),
    async end() {
      await tracing.shutdown()
      await sink.stop()
    },
  }
}
