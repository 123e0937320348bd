import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, quantile, share } from '../building/queries/promql.ts'
import { operations } from './operations.ts'

const durations = `anilibria_database_operation_duration_seconds_bucket{${ours}}`

/** SQLite or MongoDB. */
export const database: Row = {
  title: 'The store',
  panels: [
    graph({
      title: 'Operations by Collection',
      description: 'What is asked of each collection of the store.',
      unit: units.OpsPerSecond,
      queries: [{ expr: operations('', 'collection'), legend: '{{collection}}' }],
      width: 8,
      stacked: true,
    }),
    graph({
      title: 'Failing Share by Collection',
      description: 'Which share of operations fails; titles are served from elsewhere meanwhile.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: share(operations('result="error"', 'collection'), operations('', 'collection')),
          legend: '{{collection}}',
        },
      ],
      width: 8,
      max: 1,
      links: [
        runbook('DatabaseConnectionIssues'),
        logLines('Why', 'msg:"Store failed, going on without it"'),
      ],
    }),
    graph({
      title: 'Time of an Operation',
      description: '95 % of the operations of each kind take no longer than this.',
      unit: units.Seconds,
      queries: [
        {
          expr: quantile(0.95, durations, ['operation', 'collection']),
          legend: '{{operation}} {{collection}}',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Connection Pool',
      description:
        "MongoDB's connections: one that waits, or more than 80 % in use, is an alert; all 0 with the embedded store.",
      unit: units.Short,
      queries: [
        {
          expr: `sum by (status) (anilibria_database_connection_pool{${ours}})`,
          legend: '{{status}}',
        },
      ],
      width: 12,
      links: [runbook('DatabaseConnectionIssues')],
    }),
    graph({
      title: 'Busiest Pool',
      description: 'Which share of the connections that it may have the busiest replica uses.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: `max by (instance) (anilibria_database_connection_pool{${ours}, status="in_use"})
            / max by (instance) (anilibria_database_connection_pool{${ours}, status="max"})`,
          legend: '{{instance}}',
        },
      ],
      width: 12,
      max: 1,
      thresholds: rising({ red: 0.8 }),
      links: [runbook('DatabaseConnectionIssues')],
    }),
  ],
}
