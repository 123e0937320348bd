import { type Metric, metrics } from '../../telemetry/metrics.ts'
import type { LabelValues } from './sample.ts'

/**
 * The series of a metric that are there before anything happens, so that `rate()` sees the first
 * step: all of them, if every label is closed and something is known at first.
 */
export function zeros({ name, type, labels, unknownAtFirst }: Metric): readonly LabelValues[] {
  if (type === 'histogram' || unknownAtFirst === true) return []
  let combinations: LabelValues[] = [{}]
  for (const [label, values] of Object.entries(labels)) {
    if (values === 'open') return []
    combinations = combinations.flatMap((said) =>
      values.map((value) => ({ ...said, [label]: value })),
    )
  }
  return name === metrics.cacheOperations.name ? combinations.filter(canHappen) : combinations
}

/** A look-up hits or misses, a write and a removal do neither. */
function canHappen({ operation, result }: LabelValues): boolean {
  if (result === 'error') return true
  return (operation === 'get') === (result === 'hit' || result === 'miss')
}
