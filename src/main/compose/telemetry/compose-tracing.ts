import type { CreateSpanQueue } from '../../../adapters/opentelemetry/queues/span-queue.ts'
import type { SamplerName } from '../../../adapters/opentelemetry/sampler.ts'
import { createTracing, type Tracing } from '../../../adapters/opentelemetry/tracing.ts'
import type { Runtime } from '../../../adapters/prometheus/registry.ts'
import type { Config } from '../../../config.ts'
import type { Identity } from '../../../telemetry/identity.ts'
import type { Meter } from '../../../telemetry/meter.ts'
import type { Scope } from '../../../telemetry/scope.ts'

export interface TracingParts {
  readonly createQueue: CreateSpanQueue
  readonly identity: Identity
  readonly runtime: Runtime
  readonly scope: Scope
  readonly meter: Meter
}

/** Sends spans where OpenTelemetry's variables say; nowhere, if they do not. */
export function composeTracing(config: Config, { meter, ...parts }: TracingParts): Tracing {
  return createTracing({
    ...parts,
    url: urlOf(config),
    headers: config.OTEL_EXPORTER_OTLP_HEADERS,
    timeoutMs: config.OTEL_EXPORTER_OTLP_TIMEOUT,
    sampler: config.OTEL_TRACES_SAMPLER satisfies SamplerName,
    ratio: config.OTEL_TRACES_SAMPLER_ARG,
    attributes: config.OTEL_RESOURCE_ATTRIBUTES,
    mostWaiting: config.OTEL_BSP_MAX_QUEUE_SIZE,
    mostAtOnce: Math.min(config.OTEL_BSP_MAX_EXPORT_BATCH_SIZE, config.OTEL_BSP_MAX_QUEUE_SIZE),
    delayMs: config.OTEL_BSP_SCHEDULE_DELAY,
    onSpans: (result, spans) => meter.count('telemetrySpans', { result }, spans),
  })
}

/** The endpoint for all signals is a base; that for traces is taken as it is. */
function urlOf(config: Config): string | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = config
  if (config.OTEL_SDK_DISABLED) return null
  return traces ?? (base && `${base.replace(/\/$/, '')}/v1/traces`)
}
