import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { looksIn } from '../support/promql/ranges.ts'
import { type Matcher, selectorsIn } from '../support/promql/selectors.ts'
import { filledIn, panelQueries } from './queries.ts'

/** Of panels that set our numbers beside the collector's, which knows no replicas. */
const ofAllReplicas = ['Tries and Questions']
const counters = /_(total|bucket|sum|count)$/
const rates = ['rate', 'irate', 'increase']

/** Marks what was chosen above a dashboard, and the window that Grafana finds fit. */
const marks = { job: 'chosen-job', instance: 'chosen-instance', rateInterval: '61s' }
const asked = panelQueries.map(({ name, expr }) => ({ name, expr: filledIn(expr, marks) }))

const has = (matchers: readonly Matcher[], label: string, value: string) =>
  matchers.some((one) => one.label === label && one.operator === '=~' && one.value === value)

// Rules of Grafana's linter of dashboards, target-*: its numbers are of one job, ours are of several.
describe('a query of a panel', () => {
  it('asks for rates over $__rate_interval: a shorter window has gaps, a longer one hides peaks', () => {
    const others = asked.filter(({ expr }) =>
      looksIn(expr).some(({ call, range }) => /^i?rate$/.test(`${call}`) && range !== '61s'),
    )

    assert.deepEqual(others, [])
  })

  it('makes a rate or an increase of every counter', () => {
    const bare = asked.flatMap(({ name, expr }) =>
      looksIn(expr)
        .filter(({ metric, call }) => counters.test(metric) && !rates.includes(`${call}`))
        .map(({ metric }) => `${name}: ${metric}`),
    )

    assert.deepEqual(bare, [])
  })

  it('asks for the replicas that were chosen, wherever it asks for what replicas tell', () => {
    const others = asked.flatMap(({ name, expr }) =>
      selectorsIn(expr)
        .filter(({ metric }) => /^(anilibria|process|nodejs)_/.test(metric))
        .filter(({ matchers }) => {
          const everyReplica = ofAllReplicas.some((title) => name.includes(title))
          const instance = everyReplica || has(matchers, 'instance', marks.instance)
          return !(instance && has(matchers, 'job', marks.job))
        })
        .map(({ metric }) => `${name}: ${metric}`),
    )

    assert.deepEqual(others, [])
  })

  it('asks for the jobs that were chosen, wherever a rule keeps something by job', () => {
    const others = asked.flatMap(({ name, expr }) =>
      selectorsIn(expr)
        .filter(({ metric }) => metric.startsWith('job:'))
        .filter(({ matchers }) => !has(matchers, 'job', marks.job))
        .map(({ metric }) => `${name}: ${metric}`),
    )

    assert.deepEqual(others, [])
  })

  it('names the job of all that other programs tell', () => {
    const others = asked.flatMap(({ name, expr }) =>
      selectorsIn(expr)
        .filter(({ metric }) => /^(otelcol|prometheus|alertmanager|probe|traces)_/.test(metric))
        .filter(({ matchers }) => !matchers.some(({ label }) => label === 'job'))
        .map(({ metric }) => `${name}: ${metric}`),
    )

    assert.deepEqual(others, [])
  })
})
