/** Spans leave the service soon. */
export const quickEnv = { OTEL_BSP_SCHEDULE_DELAY: '100' } as const

/** What takes half a minute from a request to Jaeger and to Prometheus takes some two seconds. */
export const quick = {
  collector: {
    'processors.tail_sampling.decision_wait': '1s',
    'processors.tail_sampling.decision_wait_after_root_received': '1s',
    'connectors.span_metrics.metrics_flush_interval': '1s',
    'exporters.otlp_grpc/jaeger.sending_queue.batch.flush_timeout': '100ms',
  },
  prometheus: { 'global.scrape_interval': '1s', 'global.scrape_timeout': '1s' },
} as const
