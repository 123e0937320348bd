import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines } from '../building/links/explore.ts'
import { repository } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { table } from '../building/panels/table.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, quantile, rate, share } from '../building/queries/promql.ts'
import { budgets, slowSeconds } from '../objectives/budgets.ts'
import { durations, failed, requests } from './requests.ts'

/** Where to look next. */
export const causes: Row = {
  title: 'Where to look next',
  panels: [
    table({
      title: 'Alerts',
      description: 'What fires now; the name of an alert leads to its runbook.',
      unit: units.Short,
      columns: [
        {
          name: 'Firing',
          expr: 'count by (alertname, severity, job) (ALERTS{alertstate="firing", alertname!="Watchdog"})',
          unit: units.Short,
        },
      ],
      labels: { alertname: 'Alert', severity: 'Severity', job: 'Job' },
      empty: 'Nothing fires',
      width: 8,
      cellLinks: {
        alertname: {
          title: 'Runbook',
          url: `${repository}/alertmanager/runbooks/\${__value.raw}.md`,
        },
      },
    }),
    table({
      title: 'Routes',
      description: 'How often each route is asked for, how often in vain, and how long it takes.',
      unit: units.Short,
      columns: [
        { name: 'Requests', expr: requests('', 'endpoint'), unit: units.RequestsPerSecond },
        {
          name: 'Failing',
          expr: share(requests(failed, 'endpoint'), requests('', 'endpoint')),
          unit: units.PercentUnit,
          thresholds: rising({ orange: budgets.failed, red: 0.05 }),
        },
        {
          name: '95 % within',
          expr: quantile(0.95, durations, ['endpoint']),
          unit: units.Seconds,
          thresholds: rising({ orange: slowSeconds, red: 5 }),
        },
      ],
      labels: { endpoint: 'Route' },
      empty: 'Nobody asks',
      width: 16,
    }),
    graph({
      title: 'Failures by Component',
      description: 'What fails inside, by where and how; not all of it reaches a visitor.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (component, error_type) (${rate(`anilibria_errors_total{${ours}}`)}) > 0`,
          legend: '{{component}} {{error_type}}',
        },
        { expr: `sum(${rate(`anilibria_errors_total{${ours}}`)})`, legend: 'all' },
      ],
      width: 8,
      links: [logLines('Log lines of warnings and errors', 'level:(warn OR error)')],
    }),
    graph({
      title: 'Open Connections',
      description: 'Requests under way, and connections to visitors, Redis and MongoDB.',
      unit: units.Short,
      queries: [
        {
          expr: `sum by (connection_type) (anilibria_active_connections{${ours}})`,
          legend: '{{connection_type}}',
        },
      ],
      width: 8,
    }),
    table({
      title: 'Versions',
      description:
        'Which versions run on which runtimes; more than one, while a deploy is under way.',
      unit: units.Short,
      columns: [
        {
          name: 'Replicas',
          expr: `count by (version, runtime, runtime_version, environment) (anilibria_service_info{${ours}})`,
          unit: units.Short,
        },
      ],
      labels: {
        version: 'Version',
        runtime: 'Runtime',
        runtime_version: 'Its version',
        environment: 'Environment',
      },
      empty: 'Nothing runs',
      width: 8,
    }),
  ],
}
