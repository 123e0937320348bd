import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { knownSeries } from '../support/promql/known-series.ts'
import { impossibleIn, strangeGroupsIn } from '../support/promql/possible.ts'
import { type Matcher, type Selector, selectorsIn } from '../support/promql/selectors.ts'
import { alerts, records } from './rules.ts'

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
    assert.deepEqual(selectors.flatMap(impossibleIn), [])
  })

  it('is found out if it can never have such a value', () => {
    const cases = [
      ['anilibria_jobs_total{result="success"}', 'result="success"'],
      ['anilibria_jobs_total{job="sync-title"}', ''],
      ['anilibria_jobs_total{kind="sync"}', 'kind="sync"'],
      ['anilibria_telemetry_spans_total{result=~"drop|fail"}', 'result=~"drop|fail"'],
      ['anilibria_http_requests_total{status="500"}', 'status="500"'],
      ['anilibria_http_request_duration_seconds_bucket{le="0.3"}', 'le="0.3"'],
    ]
    for (const [expr = '', expected = ''] of cases) {
      assert.equal(selectorsIn(expr).flatMap(impossibleIn).join(), expected)
    }
  })

  it('has the labels that it is summed by', () => {
    for (const { expr } of [...records, ...alerts]) {
      assert.deepEqual(strangeGroupsIn(expr), [], expr)
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
