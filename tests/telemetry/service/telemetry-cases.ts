import assert from 'node:assert/strict'
import { type MetricKey, metrics } from '../../../src/telemetry/metrics.ts'
import { until } from '../../runtimes/until.ts'
import { type OtlpSink, startOtlpSink } from '../../support/otlp-sink.ts'
import { type MetricCase, title } from './metric-case.ts'

const sink: OtlpSink = await startOtlpSink()
export const endTelemetryCases = (): Promise<void> => sink.stop()

const tracing = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url, OTEL_BSP_SCHEDULE_DELAY: '10' }

/** What telemetry tells of itself, and what nothing moves yet. */
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
  // That it counts what is dropped, tests/adapters/pino/ shows: it takes a reader who is gone.
  stays('telemetryLogLinesDropped', 1),
  stays('websocketConnections', 1),
  stays('databaseConnectionPool', 4),
  stays('titlesSynced', 1),
  stays('episodesProcessed', 3),
  stays('notificationsSent', 16),
  {
    metric: 'websocketMessages',
    it: 'is announced, without a message',
    async run({ ask, shown }) {
      const text = await (await ask('/metrics')).text()

      assert.ok(text.includes(`# TYPE ${metrics.websocketMessages.name} counter`))
      assert.equal(await shown('websocketMessages'), undefined)
    },
  },
]

/** A metric whose cause does not happen here. */
function stays(metric: MetricKey, series: number): MetricCase {
  return {
    metric,
    it: `is shown at 0 in all its series: ${series}`,
    async run({ api, ask, shown }) {
      await api(title)

      const lines = (await (await ask('/metrics')).text()).split('\n')
      const own = lines.filter((line) => line.startsWith(metrics[metric].name))
      assert.equal(own.length, series)
      assert.equal(await shown(metric), 0)
    },
  }
}
