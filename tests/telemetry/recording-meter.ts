import type { Meter } from '../../src/telemetry/meter.ts'
import { type MetricKey, metrics } from '../../src/telemetry/metrics.ts'
import type { TraceIds } from '../../src/telemetry/trace-ids.ts'

/** A meter that can be read back: a series is its key and its label values, as in the table. */
export interface RecordingMeter extends Meter {
  /** Counters and gauges that were moved. */
  readonly numbers: Record<string, number>
  readonly durations: { readonly series: string; readonly seconds: number; trace?: TraceIds }[]
  readonly watched: Record<string, () => number | null>
}

export function createRecordingMeter(): RecordingMeter {
  const numbers: RecordingMeter['numbers'] = {}
  const durations: RecordingMeter['durations'] = []
  const watched: RecordingMeter['watched'] = {}
  const move = (metric: MetricKey, labels: object, by: number): void => {
    const series = seriesOf(metric, labels)
    numbers[series] = (numbers[series] ?? 0) + by
  }
  const time: Meter['time'] = (metric, labels, seconds, trace) => {
    durations.push({ series: seriesOf(metric, labels), seconds, ...(trace && { trace }) })
  }
  return {
    numbers,
    durations,
    watched,
    count: (metric, labels, by = 1) => move(metric, labels, by),
    add: move,
    time,
    counting: (metric, labels) => (by) => move(metric, labels, by),
    timing: (metric, labels) => (seconds, trace) => time(metric, labels, seconds, trace),
    watch(metric, labels, read) {
      watched[seriesOf(metric, labels)] = read
    },
  }
}

function seriesOf(metric: MetricKey, labels: object): string {
  const names = Object.keys(metrics[metric].labels)
  return [metric, ...names.map((name) => Reflect.get(labels, name))].join(' ')
}
