import { knownSeries as knownToRules } from '../support/promql/known-series.ts'

/** What dashboards ask of other programs beyond rules: `data.test.ts` finds all of it in a Prometheus. */
const ofOthers = [
  'otelcol_exporter_queue_capacity',
  'otelcol_exporter_queue_size',
  'otelcol_exporter_sent_spans',
  'otelcol_process_memory_rss_bytes',
  'otelcol_processor_tail_sampling_global_count_traces_sampled',
  'otelcol_processor_tail_sampling_sampling_traces_on_memory',
  'otelcol_receiver_accepted_spans',
  'probe_duration_seconds',
  'prometheus_tsdb_exemplar_exemplars_in_storage',
  'prometheus_tsdb_head_samples_appended_total',
  'prometheus_tsdb_head_series',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'traces_span_metrics_calls_total',
  'traces_span_metrics_duration_milliseconds_bucket',
]

/** Histograms of processes: prom-client knows them by one name. */
const ofProcesses = ['nodejs_gc_duration_seconds_sum']

/** Every series that a dashboard may ask for. */
export const knownSeries: ReadonlySet<string> = new Set([
  ...knownToRules,
  ...ofOthers,
  ...ofProcesses,
])
