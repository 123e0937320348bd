import type { Counting } from '../../telemetry/meter.ts'
import type { Metric } from '../../telemetry/metrics.ts'
import type { LabelValues, Sample } from './sample.ts'
import { createSeries } from './series.ts'

/** The numbers behind a counter or a gauge. */
export interface Tally {
  add(labels: LabelValues, by: number): void
  /** `add` with these labels. */
  counting(labels: LabelValues): Counting
  /** From now on the number is what `read` says; absent while that is `null`, or while it throws. */
  watch(labels: LabelValues, read: () => number | null): void
  samples(): Sample[]
}

interface Counted {
  readonly labels: LabelValues
  value: number
  read: (() => number | null) | undefined
}

export function createTally(metric: Metric): Tally {
  const series = createSeries(
    Object.keys(metric.labels),
    (labels): Counted => ({ labels, value: 0, read: undefined }),
  )
  return {
    add(labels, by) {
      series.of(labels).value += by
    },
    counting(labels) {
      const counted = series.of(labels)
      return (by) => {
        counted.value += by
      }
    },
    watch(labels, read) {
      series.of(labels).read = read
    },
    samples: () =>
      series.all().flatMap((counted) => {
        const value = latest(counted)
        return value === null ? [] : [{ labels: counted.labels, value }]
      }),
  }
}

function latest({ read, value }: Counted): number | null {
  if (read === undefined) return value
  try {
    const told = read()
    return Number.isNaN(told) ? null : told
  } catch {
    return null
  }
}
