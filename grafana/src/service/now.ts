import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { link, runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { falling, rising } from '../building/panels/thresholds.ts'
import { ours, quantile, share } from '../building/queries/promql.ts'
import { budgets, burns, slowSeconds } from '../objectives/budgets.ts'
import { durations, failed, requests } from './requests.ts'

/** What one wants to know at night before anything else. */
export const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Replicas Up',
      description: 'How many replicas Prometheus reaches; with none, nobody is served.',
      unit: units.Short,
      queries: [{ expr: `sum(up{${ours}})`, legend: 'up' }],
      width: 4,
      thresholds: falling({ green: 1 }),
      links: [runbook('ServiceDown'), runbook('AllReplicasDown')],
    }),
    stat({
      title: 'Alerts Firing',
      description: 'How many alerts fire now; the table below names them.',
      unit: units.Short,
      queries: [
        {
          expr: 'count(ALERTS{alertstate="firing", alertname!="Watchdog"}) or vector(0)',
          legend: 'alerts',
        },
      ],
      width: 4,
      thresholds: rising({ red: 1 }),
    }),
    stat({
      title: 'Requests',
      description: 'How many requests of visitors are answered each second.',
      unit: units.RequestsPerSecond,
      queries: [{ expr: requests(), legend: 'requests' }],
      width: 4,
    }),
    stat({
      title: 'Failing',
      description: 'Which share of requests ends with a 5xx; 0.1 % is what 30 days may have.',
      unit: units.PercentUnit,
      queries: [{ expr: share(requests(failed), requests()), legend: '5xx' }],
      width: 4,
      thresholds: rising({ orange: budgets.failed, red: 0.05 }),
      links: [runbook('HighErrorRate')],
    }),
    stat({
      title: '95 % Within',
      description: '95 % of requests take no longer than this; half a second is the objective.',
      unit: units.Seconds,
      queries: [
        {
          expr: quantile(0.95, durations),
          legend: '95 %',
        },
      ],
      width: 4,
      thresholds: rising({ orange: slowSeconds, red: 5 }),
      links: [runbook('HighResponseTime')],
    }),
    stat({
      title: 'Budget Burns',
      description:
        'How many times faster than allowed requests failed in the last hour: above 1, the 30 days end early.',
      unit: units.Short,
      queries: [
        {
          expr: `max(job:anilibria_http_requests:error_ratio_rate1h{job=~"$job"}) / ${budgets.failed}`,
          legend: 'times',
        },
      ],
      width: 4,
      thresholds: rising({ orange: burns.warned, red: burns.pagedSooner }),
      links: [link('Objectives', '/d/anilibria-objectives'), runbook('ErrorBudgetBurn')],
    }),
  ],
}
