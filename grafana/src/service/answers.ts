import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { link, runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { stat } from '../building/panels/stat.ts'
import { falling } from '../building/panels/thresholds.ts'
import { ours, rate, share } from '../building/queries/promql.ts'

const lookUps = (result: string) =>
  `sum by (cache_level) (${rate(`anilibria_cache_operations_total{${ours}, operation="get", ${result}}`)})`

/** Where what they get comes from. */
export const answers: Row = {
  title: 'Where answers come from',
  panels: [
    stat({
      title: 'Cache Hit Rate',
      description:
        'Which share of look-ups each level answers; a level sees only what the one before it missed.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: share(lookUps('result="hit"'), lookUps('result=~"hit|miss"')),
          legend: '{{cache_level}}',
        },
      ],
      width: 6,
      height: 8,
      thresholds: falling({ orange: 0, green: 0.7 }),
      links: [link('Caches and stores', '/d/anilibria-stores'), runbook('LowCacheHitRate')],
    }),
    graph({
      title: 'WebSocket Connections',
      description: 'How many WebSockets are open, on each replica and on all.',
      unit: units.Short,
      queries: [
        {
          expr: `sum by (instance) (anilibria_websocket_connections_active{${ours}})`,
          legend: '{{instance}}',
        },
        {
          expr: `sum(anilibria_websocket_connections_active{${ours}})`,
          legend: 'Active connections',
        },
      ],
      width: 6,
      links: [link('Events', '/d/anilibria-events')],
    }),
    graph({
      title: 'Database Operations',
      description: 'What is asked of the store, by kind and collection.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (operation, collection) (${rate(`anilibria_database_operations_total{${ours}}`)})`,
          legend: '{{operation}} {{collection}}',
        },
      ],
      width: 6,
      stacked: true,
      links: [
        link('Caches and stores', '/d/anilibria-stores'),
        runbook('DatabaseConnectionIssues'),
      ],
    }),
    graph({
      title: 'AniLibria API Status',
      description:
        'What AniLibria answers to our requests; timeout and error are requests that got no status.',
      unit: units.RequestsPerSecond,
      queries: [
        {
          expr: `sum by (endpoint, status_code) (${rate(`anilibria_api_requests_total{${ours}}`)})`,
          legend: '{{endpoint}} - {{status_code}}',
        },
      ],
      width: 6,
      stacked: true,
      links: [link("AniLibria's hosts", '/d/anilibria-hosts'), runbook('AnilibriaAPIDown')],
    }),
  ],
}
