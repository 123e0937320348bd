import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines, traces } from '../building/links/explore.ts'
import { graph } from '../building/panels/graph.ts'
import { quantile, rate } from '../building/queries/promql.ts'
import { failing } from './requests.ts'

/** One question with all its tries at all hosts, as the collector counts spans: of every replica. */
const questions = 'job="otel-collector", service_name=~"$job", span_name="anilibria_api_call"'

/** What a question goes through: a host that fails is left for the next one. */
export const tries: Row = {
  title: 'Failover',
  panels: [
    graph({
      title: 'Tries and Questions',
      description:
        'Of all replicas: while tries fail and questions do not, another host helps; more tries than questions are retries.',
      unit: units.RequestsPerSecond,
      queries: [
        { expr: `sum(${rate('anilibria_api_requests_total{job=~"$job"}')})`, legend: 'tries' },
        {
          expr: `sum(${rate(`anilibria_api_requests_total{job=~"$job", ${failing}}`)}) or vector(0)`,
          legend: 'failed tries',
        },
        {
          expr: `sum(${rate(`traces_span_metrics_calls_total{${questions}}`)})`,
          legend: 'questions',
        },
        {
          expr: `sum(${rate(`traces_span_metrics_calls_total{${questions}, status_code="STATUS_CODE_ERROR"}`)}) or vector(0)`,
          legend: 'failed questions',
        },
      ],
      width: 12,
      colors: { 'failed tries': 'orange', 'failed questions': 'red' },
      links: [
        traces('Failed questions', { operation: 'anilibria_api_call', tags: 'error=true' }),
        logLines('Which host was left', 'msg:"AniLibria host left for the next one"'),
      ],
    }),
    graph({
      title: 'Time of a Question',
      description:
        'Of all replicas: how long a question takes with all its tries; dots lead to traces that name the hosts.',
      unit: units.Milliseconds,
      queries: [0.95, 0.5].map((share) => ({
        expr: quantile(share, `traces_span_metrics_duration_milliseconds_bucket{${questions}}`),
        legend: `${share * 100}th percentile`,
        exemplars: true,
      })),
      width: 12,
      links: [traces('Questions', { operation: 'anilibria_api_call' })],
    }),
  ],
}
