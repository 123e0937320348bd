import type { Timing } from '../../telemetry/meter.ts'
import type { Metric } from '../../telemetry/metrics.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import type { Exemplar, LabelValues, Sample } from './sample.ts'
import { createSeries } from './series.ts'

export interface Histogram {
  /** Counts a value; one that is no number is left out, one below 0 (a clock was set) is 0. */
  observe(labels: LabelValues, value: number, trace: TraceIds | undefined): void
  /** `observe` with these labels. */
  timing(labels: LabelValues): Timing
  samples(): Sample[]
}

/** What is kept for one series: each bucket counts what no smaller one holds, the last the rest. */
interface Observed {
  readonly labels: LabelValues
  /** The labels of each bucket. */
  readonly bounded: readonly Sample['labels'][]
  readonly counts: number[]
  /** The latest sampled trace of each bucket: never more than there are buckets. */
  readonly exemplars: (Exemplar | undefined)[]
  sum: number
}

export function createHistogram(metric: Metric, now: () => number): Histogram {
  const { name, buckets = [] } = metric
  const bounds = [...buckets, Number.POSITIVE_INFINITY]
  const series = createSeries(
    Object.keys(metric.labels),
    (labels): Observed => ({
      labels,
      bounded: bounds.map((le) => ({ ...labels, le })),
      counts: bounds.map(() => 0),
      exemplars: bounds.map(() => undefined),
      sum: 0,
    }),
  )

  function samplesOf({ labels, bounded, counts, exemplars, sum }: Observed): Sample[] {
    let count = 0
    const counted = bounded.map((labels, index): Sample => {
      count += counts[index] ?? 0
      const exemplar = exemplars[index] ?? null
      return { metricName: `${name}_bucket`, labels, value: count, exemplar }
    })
    return [
      ...counted,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ]
  }

  function record(
    observed: Observed,
    value: number,
    trace: TraceIds | undefined,
    at?: number,
  ): void {
    if (!Number.isFinite(value)) return
    const seconds = Math.max(0, value)
    const index = bucketOf(seconds, bounds)
    observed.counts[index] = (observed.counts[index] ?? 0) + 1
    observed.sum += seconds
    if (trace?.sampled !== true) return
    const { traceId, spanId } = trace
    observed.exemplars[index] = { traceId, spanId, value: seconds, at: at ?? now() }
  }

  return {
    observe: (labels, value, trace) => record(series.of(labels), value, trace),
    timing(labels) {
      const observed = series.of(labels)
      return (seconds, trace, at) => record(observed, seconds, trace, at)
    },
    samples: () => series.all().flatMap(samplesOf),
  }
}

/** Most durations are short: the first bounds are looked at first. */
function bucketOf(value: number, bounds: readonly number[]): number {
  let index = 0
  while (value > (bounds[index] as number)) index += 1
  return index
}
