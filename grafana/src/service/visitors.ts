import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines, traces } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { quantile, share } from '../building/queries/promql.ts'
import { budgets, slowSeconds } from '../objectives/budgets.ts'
import { durations, failed, refused, requests } from './requests.ts'

/** What visitors meet. */
export const visitors: Row = {
  title: 'Visitors',
  panels: [
    graph({
      title: 'Request Rate',
      description: 'Requests of visitors by method and route; probes and scrapers are left out.',
      unit: units.RequestsPerSecond,
      queries: [{ expr: requests('', 'method, endpoint'), legend: '{{method}} {{endpoint}}' }],
      width: 8,
      stacked: true,
    }),
    graph({
      title: 'Response Time',
      description:
        'How long visitors wait: dots are single requests, and each leads to its trace; lines are the objective and the alert.',
      unit: units.Seconds,
      queries: [
        { expr: quantile(0.99, durations), legend: '99th percentile', exemplars: true },
        { expr: quantile(0.95, durations), legend: '95th percentile', exemplars: true },
        { expr: quantile(0.5, durations), legend: '50th percentile', exemplars: true },
      ],
      width: 8,
      thresholds: rising({ orange: slowSeconds, red: 5 }),
      links: [
        runbook('HighResponseTime'),
        traces('Slow traces', { tags: 'span.kind=server', minDuration: `${slowSeconds}s` }),
      ],
    }),
    graph({
      title: 'Error Rate',
      description:
        'Which share of requests fails through us (5xx) and through what was asked (4xx); lines are the objective and the alert.',
      unit: units.PercentUnit,
      queries: [
        { expr: share(requests(failed), requests()), legend: '5xx' },
        { expr: share(requests(refused), requests()), legend: '4xx' },
      ],
      width: 8,
      colors: { '5xx': 'red', '4xx': 'yellow' },
      thresholds: rising({ orange: budgets.failed, red: 0.05 }),
      links: [
        runbook('HighErrorRate'),
        traces('Failed traces', { tags: 'span.kind=server error=true' }),
        logLines('Their log lines', 'msg:"Request failed"'),
      ],
    }),
  ],
}
