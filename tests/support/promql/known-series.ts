import { collectDefaultMetrics, Registry } from 'prom-client'
import { type Metric, metrics } from '../../../src/telemetry/metrics.ts'
import { records } from '../../alertmanager/rules.ts'

/** Series that other programs tell, as far as we ask for them. */
export const othersSeries = {
  prometheus: [
    'prometheus_notifications_dropped_total',
    'prometheus_notifications_errors_total',
    'prometheus_notifications_sent_total',
    'prometheus_rule_evaluation_failures_total',
    'prometheus_rule_group_iterations_missed_total',
  ],
  alertmanager: ['alertmanager_notifications_failed_total', 'alertmanager_notifications_total'],
  /** Without `_total`, unlike everybody else's. */
  collector: [
    'otelcol_exporter_enqueue_failed_spans',
    'otelcol_exporter_send_failed_spans',
    'otelcol_process_memory_rss',
    'otelcol_processor_tail_sampling_sampling_trace_dropped_too_early',
    'otelcol_receiver_refused_spans',
  ],
  blackboxExporter: ['probe_success'],
  /** What Prometheus itself writes of each target and each alert. */
  prometheusItself: ['up', 'ALERTS'],
} as const

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const ofTheProcess = registry.getMetricsAsArray().map(({ name }) => name)

const ours = Object.values<Metric>(metrics)

/** The metric of our table that a series belongs to. */
export function metricOf(series: string): Metric | undefined {
  return ours.find((metric) => seriesOf(metric).includes(series))
}

/** Every series that a rule or a runbook may ask for. */
export const knownSeries: ReadonlySet<string> = new Set([
  ...ours.flatMap(seriesOf),
  ...ofTheProcess,
  ...Object.values(othersSeries).flat(),
  ...records.map(({ record }) => record),
])

function seriesOf({ name, type }: Metric): readonly string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
}
