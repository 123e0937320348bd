import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common'
import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard'
import { elasticsearch, jaeger } from '../queries/data-sources.ts'
import { link } from './links.ts'

/** Leads to traces of the time that is shown. */
export function traces(
  title: string,
  search: { readonly operation?: string; readonly tags?: string; readonly minDuration?: string },
): DashboardLink {
  const service = 'anilibria-service'
  return explore(title, jaeger, { queryType: 'search', service, ...search, limit: 20 })
}

/** Leads to log lines of the time that is shown. `query` is Lucene's: `msg:"Request failed"`. */
export function logLines(title: string, query: string): DashboardLink {
  const metrics = [{ id: '1', type: 'logs' }]
  return explore(title, elasticsearch, { query, metrics, bucketAggs: [], timeField: '@timestamp' })
}

function explore(title: string, datasource: DataSourceRef, query: object): DashboardLink {
  const range = { from: '$__from', to: '$__to' }
  const queries = [{ refId: 'A', datasource, ...query }]
  const panes = { a: { datasource: datasource.uid, queries, range } }
  // Grafana finds its variables in what is not encoded.
  const encoded = encodeURIComponent(JSON.stringify(panes)).replaceAll('%24__', '$__')
  return link(title, `/explore?schemaVersion=1&panes=${encoded}`)
}
