import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { impossibleIn, strangeGroupsIn } from '../support/promql/possible.ts'
import { type Matcher, selectorsIn } from '../support/promql/selectors.ts'
import { knownSeries } from './known-series.ts'
import { type AskedQuery, filledIn, queries } from './queries.ts'

const visits: Matcher = { label: 'endpoint', operator: '!~', value: '/health.*|/metrics' }

/** What is wrong with queries, with the name of who asks. */
function wrong(
  find: (expr: string) => readonly string[],
  asked: readonly AskedQuery[] = queries,
): readonly string[] {
  return asked.flatMap(({ name, expr }) => find(filledIn(expr)).map((what) => `${name}: ${what}`))
}

const unknown = (expr: string) =>
  selectorsIn(expr)
    .map(({ metric }) => metric)
    .filter((metric) => !knownSeries.has(metric))
const impossible = (expr: string) => selectorsIn(expr).flatMap(impossibleIn)
/** Requests that are counted with those of probes and scrapers. */
const unfiltered = (expr: string) =>
  selectorsIn(expr)
    .filter(({ metric }) => metric.startsWith('anilibria_http_'))
    .filter(({ matchers }) => !matchers.some((one) => JSON.stringify(one) === wanted))
    .map(({ metric }) => metric)
const wanted = JSON.stringify(visits)

describe('what dashboards ask for', () => {
  it('exists: in our table, in the rules, or with the programs that we know', () => {
    assert.ok(queries.length > 150)
    assert.deepEqual(wrong(unknown), [])
  })

  it('has the labels that it is chosen by, with a value that it can have', () => {
    assert.deepEqual(wrong(impossible), [])
  })

  it('has the labels that it is summed by', () => {
    assert.deepEqual(wrong(strangeGroupsIn), [])
  })

  it('leaves out what probes and scrapers ask, wherever requests are counted', () => {
    assert.deepEqual(wrong(unfiltered), [])
  })

  it('is found out if it is wrong', () => {
    const asked = (expr: string): readonly AskedQuery[] => [{ name: 'Panel', expr }]

    assert.deepEqual(wrong(unknown, asked('rate(anilibria_http_request_total[5m])')), [
      'Panel: anilibria_http_request_total',
    ])
    assert.deepEqual(wrong(impossible, asked('anilibria_jobs_total{result="success"}')), [
      'Panel: result="success"',
    ])
    assert.deepEqual(wrong(strangeGroupsIn, asked('sum by (job_kind) (anilibria_jobs_total)')), [
      'Panel: job_kind',
    ])
    assert.deepEqual(wrong(unfiltered, asked('sum(anilibria_http_requests_total)')), [
      'Panel: anilibria_http_requests_total',
    ])
    assert.throws(() => wrong(unknown, asked('sum(up')), SyntaxError)
  })
})
