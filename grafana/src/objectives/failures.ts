import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { falling } from '../building/panels/thresholds.ts'
import { share, visits } from '../building/queries/promql.ts'
import { budgets } from './budgets.ts'
import { burnRate } from './burn-rate.ts'

const requests = (more = '') =>
  `sum(increase(anilibria_http_requests_total{${visits}${more}}[30d]))`
const failed = requests(', status_code=~"5.."')
const failing = share(failed, requests())

/** The first objective. */
export const failures: Row = {
  title: '99.9 % of requests are answered without a 5xx',
  panels: [
    stat({
      title: 'Answered Well, 30 Days',
      description: 'Which share of requests of 30 days was answered without a 5xx.',
      unit: units.PercentUnit,
      queries: [{ expr: `1 - ${failing}`, legend: 'answered' }],
      width: 4,
      height: 8,
      instant: true,
      thresholds: falling({ green: 1 - budgets.failed }),
    }),
    stat({
      title: 'Error Budget Left',
      description: 'Which share of the failures that 30 days may have is still to be had.',
      unit: units.PercentUnit,
      queries: [{ expr: `1 - ${failing} / ${budgets.failed}`, legend: 'left' }],
      width: 4,
      height: 8,
      instant: true,
      thresholds: falling({ orange: 0, green: 0.25 }),
      links: [runbook('ErrorBudgetBurn')],
    }),
    stat({
      title: 'Failed, 30 Days',
      description: 'How many requests of 30 days ended with a 5xx.',
      unit: units.Short,
      queries: [{ expr: `${failed} or 0 * ${requests()}`, legend: 'failed' }],
      width: 4,
      height: 8,
      instant: true,
    }),
    burnRate({
      title: 'Error Budget Burn',
      description:
        'How many times faster than allowed requests fail; an alert needs two of these lines above a dashed one.',
      ratio: 'error_ratio',
      budget: budgets.failed,
      links: [runbook('ErrorBudgetBurn')],
    }),
  ],
}
