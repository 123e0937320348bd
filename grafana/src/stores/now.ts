import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { falling, rising } from '../building/panels/thresholds.ts'
import { ours, rate, share } from '../building/queries/promql.ts'
import { operations } from './operations.ts'

const lookUps = (more: string) =>
  `sum(${rate(`anilibria_cache_operations_total{${ours}, operation="get", ${more}}`)})`
const breaker = (service: string) =>
  `max(anilibria_circuit_breaker_state{${ours}, service="${service}"})`
const words = { 0: 'Closed', 1: 'Open', 2: 'Half open' }

export const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Answered by Any Level',
      description:
        'Which share of questions some level has a fresh answer to; the rest waits for AniLibria, or gets something old.',
      unit: units.PercentUnit,
      queries: [
        { expr: share(lookUps('result="hit"'), lookUps('cache_level="memory"')), legend: 'fresh' },
      ],
      width: 4,
      thresholds: falling({ green: 0.7 }),
      links: [runbook('LowCacheHitRate')],
    }),
    stat({
      title: 'Redis Breaker',
      description: 'While it is open, Redis is left alone: events and jobs of other replicas wait.',
      unit: units.Short,
      queries: [{ expr: breaker('redis'), legend: 'breaker' }],
      words,
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('RedisConnectionIssues')],
    }),
    stat({
      title: 'MongoDB Breaker',
      description: 'While it is open, the store is left alone: only memory and Redis have answers.',
      unit: units.Short,
      queries: [{ expr: breaker('mongodb'), legend: 'breaker' }],
      words,
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('DatabaseConnectionIssues')],
    }),
    stat({
      title: 'Failing Operations',
      description: 'Which share of what is asked of the store fails; reads then count as misses.',
      unit: units.PercentUnit,
      queries: [{ expr: share(operations('result="error"'), operations()), legend: 'failing' }],
      width: 4,
      thresholds: rising({ orange: 0.001, red: 0.05 }),
      links: [runbook('DatabaseConnectionIssues')],
    }),
    stat({
      title: 'Titles Stored',
      description: 'How many titles the store holds; near 0 after a deploy, it is another store.',
      unit: units.Short,
      queries: [{ expr: `max(anilibria_database_titles{${ours}})`, legend: 'titles' }],
      width: 4,
      thresholds: falling({ green: 1 }),
    }),
    stat({
      title: 'Store Size',
      description: 'What the store takes on its disk.',
      unit: units.BytesIEC,
      queries: [{ expr: `max(anilibria_database_size_bytes{${ours}})`, legend: 'size' }],
      width: 4,
    }),
  ],
}
