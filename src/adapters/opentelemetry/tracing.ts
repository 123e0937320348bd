import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { within } from '../../core/deadline.ts'
import type { Identity } from '../../telemetry/identity.ts'
import type { Scope } from '../../telemetry/scope.ts'
import type { Tracer } from '../../telemetry/tracer.ts'
import type { CreateSpanQueue, SpanResult } from './queues/span-queue.ts'
import { createSampler, type SamplerName } from './sampler.ts'
import { createTracer } from './tracer.ts'

export interface TracingOptions {
  readonly scope: Scope
  readonly identity: Identity
  readonly runtime: { readonly name: string; readonly version: string }
  /** Where spans are sent: OTLP over HTTP, as JSON. `null`: nowhere; then none are made. */
  readonly url: string | null
  readonly createQueue: CreateSpanQueue
  readonly headers?: Readonly<Record<string, string>>
  /** How long sending may take, with all retries. Default 10 s. */
  readonly timeoutMs?: number
  /** Default `parentbased_always_on`. */
  readonly sampler?: SamplerName
  /** Share of traces that are kept, from 0 to 1, if the sampler's name says so. Default 1. */
  readonly ratio?: number
  /** More about who sends, or other words for it; `service.name` is the identity's. */
  readonly attributes?: Readonly<Record<string, string>>
  /** How many spans may wait, those on their way included. Default 2048. */
  readonly mostWaiting?: number
  /** How many are sent at once. Default 512. */
  readonly mostAtOnce?: number
  /** How long the first one waits for others. Default 5 s. */
  readonly delayMs?: number
  /** Longest wait for a collector that does not answer, when it matters. Default 3 s. */
  readonly patienceMs?: number
  /** Is told what became of spans. */
  readonly onSpans: (result: SpanResult, spans: number) => void
}

export interface Tracing {
  readonly tracer: Tracer
  /** Sends what waits. Never rejects, and takes no longer than `patienceMs`. */
  flush(): Promise<void>
  /** Sends what waits, for the last time, and waits for what is on its way; else as `flush`. */
  shutdown(): Promise<void>
}

export function createTracing(options: TracingOptions): Tracing {
  const { url, scope, patienceMs = 3000 } = options
  if (url === null) {
    const tracer = createTracer({ recording: null, scope })
    return { tracer, async flush() {}, async shutdown() {} }
  }
  const origin = {
    resource: resourceOf(options),
    instrumentationScope: { name: options.identity.service, version: options.identity.version },
  }
  const queue = options.createQueue({
    ...origin,
    url,
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? 10_000,
    mostWaiting: options.mostWaiting ?? 2048,
    mostAtOnce: options.mostAtOnce ?? 512,
    delayMs: options.delayMs ?? 5000,
    onSpans: options.onSpans,
  })
  const samples = createSampler(options.sampler ?? 'parentbased_always_on', options.ratio ?? 1)
  const recording = { ...origin, samples, queue }
  const patiently = (work: () => Promise<void>) => within(patienceMs, work).catch(() => {})
  return {
    tracer: createTracer({ recording, scope }),
    flush: () => patiently(() => queue.flush()),
    shutdown: () => patiently(() => queue.shutdown()),
  }
}

function resourceOf({ identity, runtime, attributes }: TracingOptions) {
  return defaultResource().merge(
    resourceFromAttributes({
      'service.version': identity.version,
      'service.instance.id': crypto.randomUUID(),
      'deployment.environment.name': identity.environment,
      'process.runtime.name': runtime.name,
      'process.runtime.version': runtime.version,
      ...attributes,
      'service.name': identity.service,
    }),
  )
}
