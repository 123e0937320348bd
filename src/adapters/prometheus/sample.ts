export type LabelValues = Readonly<Record<string, string>>

/** One trace of those that a bucket counts (OpenMetrics 1.0). */
export interface Exemplar {
  readonly traceId: string
  readonly spanId: string
  readonly value: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** One line of what is exposed. Ours, and those of prom-client's own metrics. */
export interface Sample {
  /**
   * Numbers are bounds: `le` of a histogram, `quantile` of a summary. Never changed once made, and
   * the same object each time where it can be: what it looks like is remembered.
   */
  readonly labels: Readonly<Partial<Record<string, string | number>>>
  readonly value: number
  /** Where it differs from the metric's: `…_bucket`, `…_sum`, `…_count`. */
  readonly metricName?: string
  readonly exemplar?: Exemplar | null
}
