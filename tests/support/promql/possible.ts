import type { Metric } from '../../../src/telemetry/metrics.ts'
import { metricOf } from './known-series.ts'
import { groupedBy, type Matcher, type Selector, selectorsIn } from './selectors.ts'

/** What Prometheus adds to every series; a label of ours that is called so gets another name. */
const ofTheTarget = ['job', 'instance']

/** What a selector asks of a metric of ours that no series of it can fulfil. */
export function impossibleIn({ metric, matchers }: Selector): readonly string[] {
  const known = metricOf(metric)
  if (known === undefined) return []
  return matchers
    .filter((matcher) => !canMatch(matcher, known))
    .map(({ label, operator, value }) => `${label}${operator}"${value}"`)
}

/** By which labels an expression sums metrics of ours that they do not have. */
export function strangeGroupsIn(expr: string): readonly string[] {
  const known = selectorsIn(expr).map(({ metric }) => metricOf(metric))
  const metrics = known.filter((metric) => metric !== undefined)
  if (metrics.length < known.length) return []
  const labels = metrics.flatMap(labelsOf)
  return groupedBy(expr).filter((label) => !labels.includes(label))
}

function canMatch({ label, operator, value }: Matcher, { labels, buckets }: Metric): boolean {
  if (ofTheTarget.includes(label)) return true
  if (label === 'le') return buckets?.includes(Number(value)) === true
  const values = labels[label.replace(/^exported_/, '')]
  if (values === undefined || values === 'open') return values === 'open'
  const pattern = new RegExp(`^(?:${value})$`)
  const matches = (said: string): boolean => said === value || pattern.test(said)
  return values.some((said) => matches(said) === /^=/.test(operator))
}

/** As Prometheus calls them. */
function labelsOf({ labels }: Metric): readonly string[] {
  const own = Object.keys(labels)
  return [
    ...ofTheTarget,
    'le',
    ...own.map((label) => (ofTheTarget.includes(label) ? `exported_${label}` : label)),
  ]
}
