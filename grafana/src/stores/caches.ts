import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { ours, rate } from '../building/queries/promql.ts'

const operations = (labels: string, more: string) =>
  `sum by (${labels}) (${rate(`anilibria_cache_operations_total{${ours}, ${more}}`)})`

/** Memory, Redis and the store as levels of one cache. */
export const caches: Row = {
  title: 'Levels of the cache',
  panels: [
    graph({
      title: 'Hit Rate by Level',
      description:
        'Which share of look-ups of the last 5 minutes each level of a replica answered.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: `anilibria_cache_hit_rate{${ours}}`,
          legend: '{{cache_level}} of {{instance}}',
        },
      ],
      width: 8,
      max: 1,
      links: [runbook('LowCacheHitRate')],
    }),
    graph({
      title: 'Look-ups',
      description: 'Where answers are found (hit), and where not (miss) or in vain (error).',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: operations('cache_level, result', 'operation="get"'),
          legend: '{{cache_level}} {{result}}',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Writes and Removals',
      description: 'What is kept on which level, what is removed, and what cannot be (error).',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: operations('cache_level, operation, result', 'operation!="get"'),
          legend: '{{operation}} {{cache_level}} {{result}}',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Size',
      description: 'Memory that cached answers take, by level and replica.',
      unit: units.BytesIEC,
      queries: [
        {
          expr: `sum by (cache_level, instance) (anilibria_cache_size_bytes{${ours}})`,
          legend: '{{cache_level}} of {{instance}}',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Titles Synchronised',
      description: 'How many titles were brought up to date from AniLibria.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (source) (${rate(`anilibria_titles_synced_total{${ours}}`)})`,
          legend: '{{source}}',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Episodes Written',
      description: 'Episodes of titles that were written because something about them had changed.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (action) (${rate(`anilibria_episodes_processed_total{${ours}}`)})`,
          legend: '{{action}}',
        },
      ],
      width: 8,
      stacked: true,
    }),
  ],
}
