import type { Registry } from 'prom-client'
import type { Meter } from '../../telemetry/meter.ts'
import { type Metric, metrics } from '../../telemetry/metrics.ts'
import { expose } from './expose.ts'
import { createHistogram, type Histogram } from './histogram.ts'
import type { LabelValues } from './sample.ts'
import { createTally, type Tally } from './tally.ts'
import { zeros } from './zeros.ts'

export interface PrometheusMeterOptions {
  /** Milliseconds since 1970, for exemplars. Default `Date.now`. */
  readonly now?: () => number
}

/** Makes every metric of the table in the registry, and what moves them. */
export function createPrometheusMeter(
  registry: Registry,
  { now = Date.now }: PrometheusMeterOptions = {},
): Meter {
  const tallies = new Map<string, Tally>()
  const histograms = new Map<string, Histogram>()
  for (const [key, metric] of Object.entries<Metric>(metrics)) {
    const { samples } =
      metric.type === 'histogram' ? histogramOf(key, metric) : tallyOf(key, metric)
    expose(registry, metric, samples)
  }

  function histogramOf(key: string, metric: Metric): Histogram {
    const histogram = createHistogram(metric, now)
    histograms.set(key, histogram)
    return histogram
  }

  function tallyOf(key: string, metric: Metric): Tally {
    const tally = createTally(metric)
    for (const labels of zeros(metric)) tally.add(labels, 0)
    tallies.set(key, tally)
    return tally
  }

  return {
    count(metric: string, labels: LabelValues, by = 1) {
      tallies.get(metric)?.add(labels, by)
    },
    time(metric: string, labels: LabelValues, seconds, trace) {
      histograms.get(metric)?.observe(labels, seconds, trace)
    },
    add(metric: string, labels: LabelValues, by) {
      tallies.get(metric)?.add(labels, by)
    },
    counting(metric: string, labels: LabelValues) {
      return tallies.get(metric)?.counting(labels) ?? (() => {})
    },
    timing(metric: string, labels: LabelValues) {
      return histograms.get(metric)?.timing(labels) ?? (() => {})
    },
    watch(metric: string, labels: LabelValues, read) {
      tallies.get(metric)?.watch(labels, read)
    },
  }
}
