import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rate } from '../building/queries/promql.ts'

const perSecond = (counter: string, job: string) => `sum(${rate(`${counter}{job="${job}"}`)})`

/** From a rule to somebody's telephone, and the eyes outside. */
export const alerting: Row = {
  title: 'Alerting and probes',
  panels: [
    graph({
      title: 'Alerts Handed on to Alertmanager',
      description:
        'What Prometheus tells Alertmanager; errors and drops are alerts that nobody hears.',
      unit: units.OpsPerSecond,
      queries: [
        { expr: perSecond('prometheus_notifications_sent_total', 'prometheus'), legend: 'sent' },
        {
          expr: perSecond('prometheus_notifications_errors_total', 'prometheus'),
          legend: 'errors',
        },
        {
          expr: perSecond('prometheus_notifications_dropped_total', 'prometheus'),
          legend: 'dropped',
        },
      ],
      width: 8,
      colors: { errors: 'red', dropped: 'orange' },
      links: [runbook('NotificationsFailing')],
    }),
    graph({
      title: 'Alerts Told to People',
      description: 'What Alertmanager sends by each way, and what of it fails.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (integration) (${rate('alertmanager_notifications_total{job="alertmanager"}')}) > 0`,
          legend: '{{integration}}',
        },
        {
          expr: perSecond('alertmanager_notifications_failed_total', 'alertmanager'),
          legend: 'failed',
        },
      ],
      width: 8,
      colors: { failed: 'red' },
      links: [runbook('NotificationsFailing'), runbook('Watchdog')],
    }),
    graph({
      title: 'Probe Time',
      description: 'How long the service takes to answer the probes from outside.',
      unit: units.Seconds,
      queries: [{ expr: 'probe_duration_seconds{job=~"probe-.+"}', legend: '{{job}}' }],
      width: 8,
      links: [runbook('ProbeFailing')],
    }),
  ],
}
