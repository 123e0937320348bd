import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { knownSeries, metricOf } from './known-series.ts'
import { groupedBy, type Matcher, type Selector, selectorsIn } from './promql.ts'
import { alerts, records } from './rules.ts'

/** What Prometheus adds to every series; a label of ours that is called so gets another name. */
const ofTheTarget = ['job', 'instance']
const selectors = [...records, ...alerts].flatMap(({ expr }) => selectorsIn(expr))
const visits: Matcher = { label: 'endpoint', operator: '!~', value: '/health.*|/metrics' }

describe('what rules ask for', () => {
  it('exists: in our table, in the rules, or with the programs that we know', () => {
    assert.deepEqual(unknownSeries(selectors), [])
  })

  it('is found out if it does not exist', () => {
    const misspelt = selectorsIn('rate(anilibria_http_request_total[5m]) > 0 or up == 0')

    assert.deepEqual(unknownSeries(misspelt), ['anilibria_http_request_total'])
  })

  it('has the labels that it is chosen by, with a value that it can have', () => {
    assert.deepEqual(selectors.flatMap(impossible), [])
  })

  it('is found out if it can never have such a value', () => {
    const cases = [
      ['anilibria_jobs_total{result="success"}', 'result="success"'],
      ['anilibria_jobs_total{job="sync-title"}', ''],
      ['anilibria_jobs_total{exported_job="sync"}', 'exported_job="sync"'],
      ['anilibria_telemetry_spans_total{result=~"drop|fail"}', 'result=~"drop|fail"'],
      ['anilibria_http_requests_total{status="500"}', 'status="500"'],
      ['anilibria_http_request_duration_seconds_bucket{le="0.3"}', 'le="0.3"'],
    ]
    for (const [expr = '', expected = ''] of cases) {
      assert.equal(selectorsIn(expr).flatMap(impossible).join(), expected)
    }
  })

  it('has the labels that it is summed by', () => {
    for (const { expr } of [...records, ...alerts]) {
      const metrics = selectorsIn(expr).map(({ metric }) => metricOf(metric))
      if (metrics.includes(undefined)) continue
      const labels = metrics.flatMap((metric) => labelsOf(metric?.labels ?? {}))

      const strangers = groupedBy(expr).filter((label) => !labels.includes(label))

      assert.deepEqual(strangers, [], expr)
    }
  })

  it('leaves out what probes and scrapers ask, wherever requests are counted', () => {
    const requests = selectors.filter(({ metric }) => metric.startsWith('anilibria_http_'))

    assert.ok(requests.length > 20)
    for (const { matchers } of requests) {
      assert.deepEqual(
        matchers.filter(({ label }) => label === 'endpoint'),
        [visits],
      )
    }
  })
})

function unknownSeries(asked: readonly Selector[]): readonly string[] {
  return asked.map(({ metric }) => metric).filter((metric) => !knownSeries.has(metric))
}

/** What a selector asks of a metric of ours that no series of it can fulfil. */
function impossible({ metric, matchers }: Selector): readonly string[] {
  const known = metricOf(metric)
  if (known === undefined) return []
  return matchers
    .filter((matcher) => !canMatch(matcher, known.labels, known.buckets))
    .map(({ label, operator, value }) => `${label}${operator}"${value}"`)
}

function canMatch(
  { label, operator, value }: Matcher,
  labels: Readonly<Record<string, 'open' | readonly string[]>>,
  buckets: readonly number[] | undefined,
): boolean {
  if (ofTheTarget.includes(label)) return true
  if (label === 'le') return buckets?.includes(Number(value)) === true
  const values = labels[label.replace(/^exported_/, '')]
  if (values === undefined || values === 'open') return values === 'open'
  const pattern = new RegExp(`^(?:${value})$`)
  const matches = (said: string): boolean => said === value || pattern.test(said)
  return values.some((said) => matches(said) === /^=/.test(operator))
}

/** As Prometheus calls them. */
function labelsOf(labels: object): readonly string[] {
  const own = Object.keys(labels)
  return [
    ...ofTheTarget,
    'le',
    ...own.map((label) => (ofTheTarget.includes(label) ? `exported_${label}` : label)),
  ]
}
