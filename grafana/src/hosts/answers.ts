import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, quantile, rate, share } from '../building/queries/promql.ts'
import { failing, requests } from './requests.ts'

const durations = `anilibria_api_request_duration_seconds_bucket{${ours}}`

/** What comes back. */
export const answers: Row = {
  title: 'Answers',
  panels: [
    graph({
      title: 'Requests by Status',
      description: 'Our requests to AniLibria by what came back; timeout and error got no status.',
      unit: units.RequestsPerSecond,
      queries: [{ expr: requests('', 'status_code'), legend: '{{status_code}}' }],
      width: 12,
      stacked: true,
    }),
    graph({
      title: 'Failing Share',
      description: 'Which share of requests gets no answer that helps; the line is the alert.',
      unit: units.PercentUnit,
      queries: [{ expr: share(requests(failing), requests()), legend: 'failing' }],
      width: 12,
      max: 1,
      thresholds: rising({ red: 0.5 }),
      links: [
        runbook('AnilibriaAPIDown'),
        logLines('When it was gone', 'msg:"AniLibria cannot be reached"'),
      ],
    }),
    graph({
      title: 'Answer Time',
      description: 'How long AniLibria takes for a request; beyond three seconds we try elsewhere.',
      unit: units.Seconds,
      queries: [
        { expr: quantile(0.99, durations), legend: '99th percentile' },
        { expr: quantile(0.95, durations), legend: '95th percentile' },
        { expr: quantile(0.5, durations), legend: '50th percentile' },
      ],
      width: 8,
      thresholds: rising({ red: 3 }),
    }),
    graph({
      title: 'Answer Time by Question',
      description: 'Which questions AniLibria is slow to answer: 95 % are answered within this.',
      unit: units.Seconds,
      queries: [{ expr: quantile(0.95, durations, ['endpoint']), legend: '{{endpoint}}' }],
      width: 8,
    }),
    graph({
      title: 'Failures by Kind',
      description:
        'How requests fail; cancelled are those that nobody waited for any more, and no fault of AniLibria.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (error_type) (${rate(`anilibria_errors_total{${ours}, component="anilibria_api"}`)})`,
          legend: '{{error_type}}',
        },
      ],
      width: 8,
      stacked: true,
    }),
    graph({
      title: 'Circuit Breaker by Replica',
      description: 'When it was open (1) or tried again (2); each replica has its own.',
      unit: units.Short,
      queries: [
        {
          expr: `anilibria_circuit_breaker_state{${ours}, service="anilibria_api"}`,
          legend: '{{instance}}',
        },
      ],
      width: 12,
      max: 2,
      thresholds: rising({ red: 1 }),
      links: [runbook('AnilibriaAPIDown')],
    }),
    graph({
      title: 'What Our Limit Lets Through',
      description: 'How many requests each replica may send at once; at 0 visitors go first.',
      unit: units.Short,
      queries: [{ expr: `anilibria_api_rate_limit_remaining{${ours}}`, legend: '{{instance}}' }],
      width: 12,
    }),
  ],
}
