import assert from 'node:assert/strict'
import { until } from '../../runtimes/until.ts'
import { type OtlpSink, startOtlpSink } from '../../support/otlp-sink.ts'
import { type MetricCase, title } from './metric-case.ts'

const sink: OtlpSink = await startOtlpSink()
export const endTelemetryCases = (): Promise<void> => sink.stop()

const tracing = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url, OTEL_BSP_SCHEDULE_DELAY: '10' }

/** What telemetry tells of itself. */
export const telemetryCases: readonly MetricCase[] = [
  {
    metric: 'telemetrySpans',
    it: 'counts spans that a collector took',
    env: tracing,
    async run({ api, shown }) {
      sink.answersWith(200)
      await api(title)
      await until(() => sink.spans.some(({ kind }) => kind === 'server'))

      await until(async () => (await shown('telemetrySpans')) === sink.spans.length)
      assert.ok(sink.spans.length >= 5)
      assert.equal(await shown('telemetrySpans', { result: 'exported' }), sink.spans.length)
    },
  },
  {
    metric: 'telemetrySpans',
    it: 'counts spans that a collector refused',
    env: tracing,
    async run({ api, shown }) {
      sink.answersWith(400)
      await api(title)

      await until(async () => ((await shown('telemetrySpans', { result: 'failed' })) ?? 0) >= 5)
      assert.equal(await shown('telemetrySpans', { result: 'exported' }), 0)
    },
  },
  {
    metric: 'telemetrySpans',
    it: 'counts spans for which there was no room',
    env: { ...tracing, OTEL_BSP_MAX_QUEUE_SIZE: '1', OTEL_BSP_SCHEDULE_DELAY: '60000' },
    async run({ api, shown }) {
      await api(title)

      assert.ok(((await shown('telemetrySpans', { result: 'dropped' })) ?? 0) > 0)
    },
  },
  {
    // That it counts what is dropped, tests/adapters/pino/ shows: it takes a reader who is gone.
    metric: 'telemetryLogLinesDropped',
    it: 'is shown at 0 as long as somebody reads the log',
    async run({ api, shown }) {
      await api(title)

      assert.equal(await shown('telemetryLogLinesDropped'), 0)
    },
  },
]
