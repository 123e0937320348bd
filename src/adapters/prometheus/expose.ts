import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Metric } from '../../telemetry/metrics.ts'
import type { Sample } from './sample.ts'

const instruments = { counter: Counter, gauge: Gauge, histogram: Histogram } as const

/**
 * Puts a metric into the registry as prom-client's instrument, with numbers that are kept by us:
 * its own take ten times as long to move, tell some label values not apart, and know no exemplars
 * beside the text format.
 */
export function expose(
  registry: Registry,
  { name, type, help, labels }: Metric,
  samples: () => Sample[],
): void {
  const instrument = new instruments[type]({
    name,
    help,
    labelNames: Object.keys(labels),
    registers: [registry],
  })
  const describe = instrument.get.bind(instrument)
  instrument.get = async () => ({ ...(await describe()), values: samples() })
}
