import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { selectorsIn } from '../support/promql/selectors.ts'
import { servicePanel } from './dashboard-files.ts'
import { filledIn } from './queries.ts'

/** What the project began with: titles and metrics that others have come to know. */
const seven = {
  'Request Rate': { type: 'timeseries', unit: 'reqps', metric: 'anilibria_http_requests_total' },
  'Response Time': {
    type: 'timeseries',
    unit: 's',
    metric: 'anilibria_http_request_duration_seconds_bucket',
  },
  'Error Rate': {
    type: 'timeseries',
    unit: 'percentunit',
    metric: 'anilibria_http_requests_total',
  },
  'Cache Hit Rate': {
    type: 'stat',
    unit: 'percentunit',
    metric: 'anilibria_cache_operations_total',
  },
  'WebSocket Connections': {
    type: 'timeseries',
    unit: 'short',
    metric: 'anilibria_websocket_connections_active',
  },
  'Database Operations': {
    type: 'timeseries',
    unit: 'ops',
    metric: 'anilibria_database_operations_total',
  },
  'AniLibria API Status': {
    type: 'timeseries',
    unit: 'reqps',
    metric: 'anilibria_api_requests_total',
  },
}

describe('the dashboard AniLibria Service', () => {
  for (const [title, { type, unit, metric }] of Object.entries(seven)) {
    it(`has the panel ${title}, of a type that Grafana still has`, () => {
      const { panel, targets } = servicePanel(title)
      const asked = targets.flatMap(({ expr }) => selectorsIn(filledIn(expr)))

      assert.equal(panel.type, type)
      assert.equal(panel.fieldConfig?.defaults.unit, unit)
      assert.deepEqual([...new Set(asked.map((selector) => selector.metric))], [metric])
    })
  }

  it('tells the names of lines as it did on the first day', () => {
    const legends = (title: string) =>
      servicePanel(title).targets.map(({ legendFormat }) => legendFormat)

    assert.deepEqual(legends('Request Rate'), ['{{method}} {{endpoint}}'])
    assert.deepEqual(legends('Response Time').slice(1), ['95th percentile', '50th percentile'])
    assert.deepEqual(legends('Cache Hit Rate'), ['{{cache_level}}'])
    assert.ok(legends('WebSocket Connections').includes('Active connections'))
    assert.deepEqual(legends('Database Operations'), ['{{operation}} {{collection}}'])
    assert.deepEqual(legends('AniLibria API Status'), ['{{endpoint}} - {{status_code}}'])
  })

  it('has dots that lead from Response Time to traces', () => {
    assert.ok(servicePanel('Response Time').targets.every(({ exemplar }) => exemplar === true))
  })
})
