import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { within } from '../../core/deadline.ts'
import type { Identity } from '../../telemetry/identity.ts'
import type { Scope } from '../../telemetry/scope.ts'
import type { Tracer } from '../../telemetry/tracer.ts'
import { createSampler, type SamplerName } from './sampler.ts'
import { createSpanQueue, type SpanResult } from './span-queue.ts'
import { createTracer } from './tracer.ts'

export interface TracingOptions {
  readonly scope: Scope
  readonly identity: Identity
  readonly runtime: { readonly name: string; readonly version: string }
  /** Where spans are sent: OTLP over HTTP, as JSON. `null`: nowhere; then none are made. */
  readonly url: string | null
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

/** Longest text of an attribute, stack traces included. */
const attributeValueLengthLimit = 4096

export function createTracing(options: TracingOptions): Tracing {
  const { url, scope, patienceMs = 3000 } = options
  if (url === null) {
    const tracer = createTracer({ recorder: null, scope })
    return { tracer, async flush() {}, async shutdown() {} }
  }
  const provider = createProvider({ ...options, url })
  const recorder = provider.getTracer(options.identity.service, options.identity.version)
  const patiently = (work: () => Promise<void>) => within(patienceMs, work).catch(() => {})
  return {
    tracer: createTracer({ recorder, scope }),
    flush: () => patiently(() => provider.forceFlush()),
    shutdown: () => patiently(() => provider.shutdown()),
  }
}

function createProvider(options: TracingOptions & { readonly url: string }): BasicTracerProvider {
  const { url, headers = {}, timeoutMs = 10_000, mostWaiting = 2048, onSpans } = options
  const exporter = new OTLPTraceExporter({
    url,
    headers: { ...headers },
    timeoutMillis: timeoutMs,
    // The queue is limit enough: where every request sends its own, many are under way at once.
    concurrencyLimit: mostWaiting,
  })
  const queue = createSpanQueue({
    exporter,
    mostWaiting,
    mostAtOnce: options.mostAtOnce ?? 512,
    delayMs: options.delayMs ?? 5000,
    // The exporter itself keeps to `timeoutMs`, and tells what it could not send.
    timeoutMs: timeoutMs + 1000,
    onSpans,
  })
  return new BasicTracerProvider({
    resource: resourceOf(options),
    sampler: createSampler(options.sampler ?? 'parentbased_always_on', options.ratio ?? 1),
    spanLimits: { attributeValueLengthLimit },
    spanProcessors: [queue],
  })
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
