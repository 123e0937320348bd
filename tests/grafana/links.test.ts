import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard'
import { logs } from '../../src/telemetry/logs.ts'
import { spans } from '../../src/telemetry/spans.ts'
import { alerts } from '../alertmanager/rules.ts'
import { dashboards, shownPanels } from './dashboard-files.ts'
import { dataSource } from './provisioning.ts'

const repository = 'https://github.com/anilibria/anilibria-service/blob/main/'
const messages: readonly string[] = Object.values(logs).map(({ message }) => message)
const levels: readonly string[] = Object.values(logs).map(({ level }) => level)
/** Those that can be told from others by a word of their own. */
const operations = Object.values(spans)
  .filter(({ name }) => /[a-z]/i.test(name.replaceAll(/\{\w+\}/g, '')))
  .map(({ name }) => new RegExp(`^${name.replaceAll(/\{\w+\}/g, '\\S+')}$`))
const links = shownPanels.flatMap(({ name, panel }) =>
  (panel.links ?? []).map((link) => ({ name: `${name}, ${link.title}`, link })),
)

function urls(start: string): readonly { name: string; url: string }[] {
  return links
    .map(({ name, link }) => ({ name, url: link.url ?? '' }))
    .filter(({ url }) => url.startsWith(start))
}

/** What a link asks in Grafana's Explore. */
function searches() {
  return urls('/explore?').map(({ name, url }) => {
    const parameters = new URL(url, 'http://grafana').searchParams
    const { a } = JSON.parse(parameters.get('panes') ?? '')
    return { name, version: parameters.get('schemaVersion'), pane: a, query: a.queries[0] }
  })
}

describe('a link of a panel', () => {
  it('leads to a dashboard, a file of this repository, or a search', () => {
    const known = [...urls('/d/'), ...urls(repository), ...urls('/explore?')]

    assert.ok(links.length > 60)
    assert.equal(known.length, links.length)
  })

  it('leads to dashboards that there are, with the time and the replicas that are shown', () => {
    const uids = dashboards.map(({ uid }) => `/d/${uid}`)
    const others = links
      .filter(({ link }) => link.url?.startsWith('/d/'))
      .filter(({ link: { url = '', keepTime, includeVars } }) => {
        return !(uids.includes(url) && keepTime && includeVars)
      })

    assert.deepEqual(others, [])
  })

  it('leads to files that there are', () => {
    const others = urls(repository).filter(({ url }) => !existsSync(url.replace(repository, '')))

    assert.deepEqual(others, [])
  })

  it('leads to searches of a data source that there is, in the time that is shown', () => {
    for (const { name, version, pane, query } of searches()) {
      assert.equal(version, '1', name)
      assert.deepEqual(pane.range, { from: '$__from', to: '$__to' }, name)
      assert.equal(dataSource(pane.datasource).type, query.datasource.type, name)
    }
  })

  it('looks for spans that there are', () => {
    const found = searches().filter(({ query }) => query.datasource.type === 'jaeger')

    assert.ok(found.length > 5)
    for (const { name, query } of found) {
      assert.equal(query.service, 'anilibria-service', name)
      const { operation } = query
      assert.ok(!operation || operations.some((pattern) => pattern.test(operation)), name)
    }
  })

  it('looks for log lines that there are', () => {
    const found = searches().filter(({ query }) => query.datasource.type === 'elasticsearch')

    assert.ok(found.length > 5)
    for (const { name, query } of found) {
      const [, field, words = ''] = /^(msg|level):\(?(.+?)\)?$/.exec(query.query) ?? []
      const known = field === 'msg' ? messages : levels
      const asked = words.split(' OR ').map((word) => word.replaceAll('"', ''))
      assert.deepEqual(
        asked.filter((word) => !known.includes(word)),
        [],
        name,
      )
      assert.equal(query.timeField, dataSource('elasticsearch').jsonData.timeField, name)
    }
  })
})

describe('the runbook of an alert', () => {
  it('is one click away from a panel', () => {
    const linked = new Set(
      urls(`${repository}alertmanager/runbooks/`).map(({ url }) => url.split('/').at(-1)),
    )

    assert.deepEqual(
      alerts.filter(({ alert }) => !linked.has(`${alert}.md`)).map(({ alert }) => alert),
      [],
    )
  })

  it('is one click away from its mark on a graph, and from its row in the table of alerts', () => {
    const place = `${repository}alertmanager/runbooks/`
    for (const { annotations } of dashboards) {
      const { textFormat = '' } = annotations.list?.find(({ name }) => name === 'Alerts') ?? {}
      assert.ok(textFormat.includes(`href="${place}{{alertname}}.md"`))
    }

    const table = shownPanels.find(({ name }) => name === 'AniLibria Service / Alerts')
    const cells = JSON.stringify(table?.panel.fieldConfig?.overrides)
    assert.ok(cells.includes(`${place}\${__value.raw}.md`))
  })
})

describe('the links above a dashboard', () => {
  for (const { title, links = [], tags = [] } of dashboards) {
    it(`lead from ${title} to all others, as they are, and to the runbooks`, () => {
      const [others, runbooks] = links as readonly DashboardLink[]

      assert.deepEqual(others?.tags, tags)
      assert.deepEqual(tags, ['anilibria'])
      assert.equal(others?.type, 'dashboards')
      assert.ok(others?.keepTime && others.includeVars)
      assert.equal(runbooks?.url, `${repository}alertmanager/runbooks`)
    })
  }
})
