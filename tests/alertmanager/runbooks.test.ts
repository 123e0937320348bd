import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { logs } from '../../src/telemetry/logs.ts'
import { spans } from '../../src/telemetry/spans.ts'
import { knownSeries, metricOf } from '../support/promql/known-series.ts'
import { selectorsIn } from '../support/promql/selectors.ts'
import { alerts, runbooks } from './rules.ts'

/** Where the files of this folder are read by whoever was told of an alert. */
const place = 'https://github.com/anilibria/anilibria-service/blob/main/alertmanager/runbooks/'

const headings = ['What users feel', 'What to look at', 'What to do', 'When it is over']
const panels = [
  'Request Rate',
  'Response Time',
  'Error Rate',
  'Cache Hit Rate',
  'WebSocket Connections',
  'Database Operations',
  'AniLibria API Status',
]
const messages: readonly string[] = Object.values(logs).map(({ message }) => message)
/** Of spans whose names do not come from elsewhere altogether. */
const operations = Object.values(spans)
  .filter(({ name }) => /^\w/.test(name))
  .map(({ name }) => new RegExp(`^${name.replaceAll(/\{\w+\}/g, '\\S+')}$`))
const isOperation = (name: string): boolean => operations.some((pattern) => pattern.test(name))
const isMetric = (name: string): boolean => metricOf(`${name}_count`) !== undefined
const names = new Set(alerts.map(({ alert }) => alert))

describe('the runbook link', () => {
  for (const { alert, annotations } of alerts) {
    it(`of ${alert} leads to its own runbook`, () => {
      assert.equal(annotations.runbook_url, `${place}${alert}.md`)
      assert.ok(runbooks.includes(alert))
    })
  }

  it('leads to every runbook that there is', () => {
    assert.deepEqual(
      runbooks.filter((name) => !names.has(name)),
      [],
    )
  })
})

for (const name of runbooks) {
  const text = readFileSync(`alertmanager/runbooks/${name}.md`, 'utf8')
  const words = text.replaceAll(/\s+/g, ' ')
  const named = (pattern: RegExp): readonly string[] =>
    [...words.matchAll(pattern)].map(([, found = '']) => found)

  describe(`the runbook of ${name}`, () => {
    it('says what users feel, what to look at, what to do, and when it is over', () => {
      const sections = text.split(/^## /m).slice(1)

      assert.ok(text.startsWith(`# ${name}\n\n`))
      assert.deepEqual(
        sections.map((section) => section.split('\n')[0]),
        headings,
      )
      assert.deepEqual(
        sections.filter((section) => section.length < 60),
        [],
      )
    })

    it('has queries, and they ask only for what exists', () => {
      const queries = [...text.matchAll(/```promql\n(.*?)```/gs)].flatMap(([, block = '']) =>
        block.trim().split('\n'),
      )
      const asked = queries.flatMap(selectorsIn).map(({ metric }) => metric)
      const mentioned = named(/`((?:anilibria_\w+|nodejs|otelcol|process|probe)_\w+)`/g).filter(
        (name) => !isOperation(name),
      )

      assert.ok(queries.length > 0)
      assert.deepEqual(
        [...asked, ...mentioned].filter((name) => !knownSeries.has(name) && !isMetric(name)),
        [],
      )
    })

    it('names only panels, log lines, spans and alerts that there are', () => {
      const strangers = [
        ...named(/\*\*(.+?)\*\*/g).filter((panel) => !panels.includes(panel)),
        ...named(/msg="(.+?)"/g).filter((message) => !messages.includes(message)),
        ...named(/operations? `(.+?)`/g).filter((operation) => !isOperation(operation)),
        ...named(
          /\b([A-Z][a-zA-Z]+(?:Down|Rate|Time|Issues|Failing|Burn|Spans|Lost|Vanished))\b/g,
        ).filter((alert) => !names.has(alert)),
      ]

      assert.deepEqual(strangers, [])
    })
  })
}

describe('runbooks', () => {
  it('have no paragraph that another one has, too', () => {
    const paragraphs = runbooks.flatMap((name) => {
      const text = readFileSync(`alertmanager/runbooks/${name}.md`, 'utf8')
      return text.split(/\n\n/).filter((paragraph) => !paragraph.startsWith('#'))
    })

    const repeated = paragraphs.filter(
      (paragraph, index) => paragraphs.indexOf(paragraph) !== index,
    )

    assert.deepEqual(repeated, [])
  })
})
