import process from 'node:process'
import { runtimes } from '../../runtimes/runtimes.ts'
import { batching, type Subject, type Surroundings } from './subject.ts'

/** Our service, three times. */
export function serviceSubjects(
  upstreamUrl: string,
  { tracesUrl, folder }: Surroundings,
): readonly Subject[] {
  const command = runtimes.find(({ name }) => name === 'node')?.command ?? [process.execPath]
  const common = () => ({
    HOST: '127.0.0.1',
    ENVIRONMENT: 'production',
    DATA_DIR: folder(),
    ANILIBRIA_API_URLS: upstreamUrl,
    ANILIBRIA_REQUESTS_PER_SECOND: '0',
    WATCH_INTERVAL: '0',
    CACHE_TTL_MEMORY: '86400',
  })
  return [
    {
      name: 'metrics-and-ids',
      title: 'ours: metrics and ids only',
      command,
      env: { ...common(), LOG_LEVEL: 'warn' },
      spans: 'none',
    },
    {
      name: 'sampled',
      title: 'ours: everything, 10 % sampled',
      command,
      env: {
        ...common(),
        ...batching,
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesUrl('sampled'),
        OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
        OTEL_TRACES_SAMPLER_ARG: '0.1',
      },
      spans: 'sampled',
    },
    {
      name: 'everything',
      title: 'ours: everything',
      command,
      env: {
        ...common(),
        ...batching,
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesUrl('everything'),
      },
      spans: 'all',
    },
  ]
}
