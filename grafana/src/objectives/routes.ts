import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines, traces } from '../building/links/explore.ts'
import { table } from '../building/panels/table.ts'
import { rising } from '../building/panels/thresholds.ts'
import { share, visits } from '../building/queries/promql.ts'
import { budgets, slowSeconds } from './budgets.ts'

const counted = (labels: string, more = '') =>
  `sum by (${labels}) (increase(anilibria_http_requests_total{${visits}${more}}[$__range]))`
const timed = (series: string, more = '') =>
  `sum by (endpoint) (increase(anilibria_http_request_duration_seconds_${series}{${visits}${more}}[$__range]))`
const failed = ', status_code=~"5.."'
const slow = `${timed('count')} - ${timed('bucket', `, le="${slowSeconds}"`)}`

/** Who burns the budgets, in the time that is shown. */
export const routes: Row = {
  title: 'Who burns them, in the time that is shown',
  panels: [
    table({
      title: 'Failing Routes',
      description: 'Which routes answered with which 5xx, and how often.',
      unit: units.Short,
      columns: [
        {
          name: 'Failed',
          expr: `${counted('endpoint, status_code', failed)} > 0`,
          unit: units.Short,
        },
      ],
      labels: { endpoint: 'Route', status_code: 'Status' },
      empty: 'None failed',
      width: 8,
      links: [logLines('Their log lines', 'msg:"Request failed"')],
    }),
    table({
      title: 'Slow Routes',
      description: 'Which routes took half a second or longer, how often, and in which share.',
      unit: units.Short,
      columns: [
        { name: 'Slow', expr: `${slow} > 0`, unit: units.Short },
        {
          name: 'Share',
          expr: `(${slow} > 0) / ${timed('count')}`,
          unit: units.PercentUnit,
          thresholds: rising({ orange: budgets.slow, red: 0.5 }),
        },
      ],
      labels: { endpoint: 'Route' },
      empty: 'None was slow',
      width: 8,
      links: [traces('Slow traces', { tags: 'span.kind=server', minDuration: `${slowSeconds}s` })],
    }),
    table({
      title: 'Replicas',
      description: 'Whether one replica fails more than the others: that would be its own trouble.',
      unit: units.Short,
      columns: [
        {
          name: 'Failing',
          expr: share(counted('instance', failed), counted('instance')),
          unit: units.PercentUnit,
          thresholds: rising({ orange: budgets.failed, red: 0.05 }),
        },
        { name: 'Requests', expr: counted('instance'), unit: units.Short },
      ],
      labels: { instance: 'Replica' },
      empty: 'Nobody asks',
      width: 8,
    }),
  ],
}
