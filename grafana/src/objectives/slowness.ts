import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { falling } from '../building/panels/thresholds.ts'
import { visits } from '../building/queries/promql.ts'
import { budgets, slowSeconds } from './budgets.ts'
import { burnRate } from './burn-rate.ts'

const durations = (series: string, more = '') =>
  `sum(increase(anilibria_http_request_duration_seconds_${series}{${visits}${more}}[30d]))`
const all = durations('count')
const fast = durations('bucket', `, le="${slowSeconds}"`)

/** The second objective. */
export const slowness: Row = {
  title: '95 % of requests take less than half a second',
  panels: [
    stat({
      title: 'Fast, 30 Days',
      description: 'Which share of requests of 30 days took less than half a second.',
      unit: units.PercentUnit,
      queries: [{ expr: `${fast} / ${all}`, legend: 'fast' }],
      width: 4,
      height: 8,
      instant: true,
      thresholds: falling({ green: 1 - budgets.slow }),
    }),
    stat({
      title: 'Latency Budget Left',
      description: 'Which share of the slow answers that 30 days may have is still to be had.',
      unit: units.PercentUnit,
      queries: [{ expr: `1 - (1 - ${fast} / ${all}) / ${budgets.slow}`, legend: 'left' }],
      width: 4,
      height: 8,
      instant: true,
      thresholds: falling({ orange: 0, green: 0.25 }),
      links: [runbook('LatencyBudgetBurn')],
    }),
    stat({
      title: 'Slow, 30 Days',
      description: 'How many requests of 30 days took half a second or longer.',
      unit: units.Short,
      queries: [{ expr: `${all} - ${fast}`, legend: 'slow' }],
      width: 4,
      height: 8,
      instant: true,
    }),
    burnRate({
      title: 'Latency Budget Burn',
      description:
        'How many times faster than allowed requests are slow; an alert needs two of these lines above a dashed one.',
      ratio: 'slow_ratio',
      budget: budgets.slow,
      links: [runbook('LatencyBudgetBurn')],
    }),
  ],
}
