import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { everywhere } from '../support/log-lines.ts'
import { selectorsIn } from '../support/promql/selectors.ts'
import { knownSeries } from './known-series.ts'
import { dataSource, dataSources } from './provisioning.ts'

const texts = globSync('grafana/provisioning/**/*.yaml').map((file) => readFileSync(file, 'utf8'))

/** Everything that names another data source. */
function uidsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    /^(datasourceUid|alertmanagerUid)$/.test(key) ? [value] : uidsIn(value),
  )
}

describe('the data sources', () => {
  it('are those that dashboards and links name, each once, and one is the first choice', () => {
    assert.deepEqual(dataSources.map(({ uid, type }) => `${uid} ${type}`).sort(), [
      'alertmanager alertmanager',
      'elasticsearch elasticsearch',
      'jaeger jaeger',
      'prometheus prometheus',
    ])
    assert.deepEqual(
      dataSources.filter(({ isDefault }) => isDefault).map(({ uid }) => uid),
      ['prometheus'],
    )
  })

  it('lead only to each other', () => {
    const named = uidsIn(dataSources)

    assert.ok(named.length >= 5)
    for (const uid of named) assert.ok(dataSource(uid))
  })

  it('cannot be edited where that would be lost', () => {
    assert.ok(dataSources.every(({ editable }) => editable === false))
  })

  it('have no variable that Grafana would look for in its environment', () => {
    assert.deepEqual(
      texts.filter((text) => /\$/.test(text.replaceAll('$$', '').replaceAll(/^ *#.*$/gm, ''))),
      [],
    )
  })
})

describe('Prometheus as a data source', () => {
  const { jsonData } = dataSource('prometheus')

  it('is said to be scraped as often as it is: $__rate_interval derives from that', () => {
    const { global } = parse(readFileSync('otel/prometheus.yaml', 'utf8'))

    assert.equal(jsonData.timeInterval, global.scrape_interval)
  })

  it('leads from exemplars to traces, by the label that ours have', () => {
    const [{ name, datasourceUid }] = jsonData.exemplarTraceIdDestinations

    assert.deepEqual([name, datasourceUid], ['trace_id', 'jaeger'])
    assert.match(readFileSync('src/adapters/prometheus/exposition.ts', 'utf8'), /\btrace_id="/)
  })
})

describe('Jaeger as a data source', () => {
  const { tracesToLogsV2, tracesToMetrics } = dataSource('jaeger').jsonData

  it('leads from a span to the log lines of its trace', () => {
    const [, field = '', variable] = /^(\w+):"\$\{(.+)\}"$/.exec(tracesToLogsV2.query) ?? []

    assert.equal(tracesToLogsV2.customQuery, true)
    assert.ok(everywhere.includes(field))
    assert.equal(variable, '__span.traceId')
  })

  it('leads from a span to the numbers of all spans of its name', () => {
    assert.ok(tracesToMetrics.queries.length > 0)
    for (const { name, query } of tracesToMetrics.queries) {
      const asked = selectorsIn(query)

      assert.match(name, /^[A-Z]/)
      for (const { metric, matchers } of asked) {
        assert.ok(knownSeries.has(metric), metric)
        assert.deepEqual(
          matchers.map(({ label, value }) => [label, value]),
          // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Grafana's
          [['span_name', '${__span.name}']],
        )
      }
    }
  })
})

describe('Elasticsearch as a data source', () => {
  const { jsonData } = dataSource('elasticsearch')

  it('knows which fields of a line are its words and its level', () => {
    assert.ok(everywhere.includes(jsonData.logMessageField))
    assert.ok(everywhere.includes(jsonData.logLevelField))
  })

  it('leads from a line to its trace', () => {
    const [{ field, datasourceUid, url }] = jsonData.dataLinks

    assert.ok(everywhere.includes(field))
    assert.equal(datasourceUid, 'jaeger')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Grafana's
    assert.equal(url, '${__value.raw}')
  })
})

describe('the provider of dashboards', () => {
  const [provider] = parse(
    readFileSync('grafana/provisioning/dashboards/anilibria.yaml', 'utf8'),
  ).providers

  it('reads files, and lets nobody change in Grafana what the next start would undo', () => {
    assert.equal(provider.type, 'file')
    assert.equal(provider.allowUiUpdates, false)
    assert.equal(provider.options.path, '/etc/grafana/dashboards')
  })
})
