import { samplers } from './adapters/opentelemetry/sampler.ts'

const count = { kind: 'integer', min: 1, max: 1_000_000 } as const
const milliseconds = { kind: 'integer', min: 1, max: 3_600_000, unit: 'milliseconds' } as const
const url = { kind: 'url', protocols: ['http:', 'https:'], default: '' } as const

/** The variables that OpenTelemetry itself names (its "Environment Variable Specification"). */
export const openTelemetry = {
  OTEL_SDK_DISABLED: {
    kind: 'boolean',
    default: 'false',
    help: 'Whether no spans are made at all',
  },
  OTEL_SERVICE_NAME: {
    kind: 'text',
    default: 'anilibria-service',
    help: 'What this service is called in spans and logs',
  },
  OTEL_RESOURCE_ATTRIBUTES: { kind: 'pairs', default: '', help: 'More about who sends spans' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...url,
    help: 'Where a collector takes OTLP over HTTP, without `/v1/traces`; empty: no spans are made',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...url,
    help: 'The same for traces alone, with its whole path; goes before the other',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    kind: 'pairs',
    default: '',
    help: 'What is sent along to the collector, such as a token',
  },
  OTEL_EXPORTER_OTLP_TIMEOUT: {
    ...milliseconds,
    default: '10000',
    help: 'How long sending may take, with all retries',
  },
  OTEL_TRACES_SAMPLER: {
    kind: 'choice',
    choices: samplers,
    default: 'parentbased_always_on',
    help: 'Who decides which traces are kept',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    kind: 'ratio',
    default: '1',
    help: 'The share that is kept, where the sampler goes by a ratio',
  },
  OTEL_BSP_SCHEDULE_DELAY: {
    ...milliseconds,
    default: '5000',
    help: 'How long the first span waits for others to be sent with',
  },
  OTEL_BSP_MAX_QUEUE_SIZE: {
    ...count,
    default: '8192',
    help: 'How many spans may wait; more are dropped, and counted',
  },
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: { ...count, default: '2048', help: 'How many are sent at once' },
} as const
