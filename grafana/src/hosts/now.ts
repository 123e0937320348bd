import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { falling, rising } from '../building/panels/thresholds.ts'
import { ours, quantile, share } from '../building/queries/promql.ts'
import { failing, requests } from './requests.ts'

export const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Circuit Breaker',
      description: 'While it is open, AniLibria is not asked: what is kept is served, however old.',
      unit: units.Short,
      queries: [
        {
          expr: `max(anilibria_circuit_breaker_state{${ours}, service="anilibria_api"})`,
          legend: 'breaker',
        },
      ],
      words: { 0: 'Closed', 1: 'Open', 2: 'Half open' },
      width: 6,
      thresholds: rising({ red: 1 }),
      links: [runbook('AnilibriaAPIDown')],
    }),
    stat({
      title: 'Failing Tries',
      description:
        'Which share of our requests gets no answer that helps; half of them is an alert.',
      unit: units.PercentUnit,
      queries: [{ expr: share(requests(failing), requests()), legend: 'failing' }],
      width: 6,
      thresholds: rising({ orange: 0.05, red: 0.5 }),
      links: [runbook('AnilibriaAPIDown')],
    }),
    stat({
      title: '95 % Within',
      description: '95 % of our requests are answered within this; a host has three seconds.',
      unit: units.Seconds,
      queries: [
        {
          expr: quantile(0.95, `anilibria_api_request_duration_seconds_bucket{${ours}}`),
          legend: '95 %',
        },
      ],
      width: 6,
      thresholds: rising({ orange: 1, red: 3 }),
    }),
    stat({
      title: 'Our Limit Lets Through',
      description:
        'How many requests our own limit lets through at once on the busiest replica; at 0 they wait in line.',
      unit: units.Short,
      queries: [{ expr: `min(anilibria_api_rate_limit_remaining{${ours}})`, legend: 'left' }],
      width: 6,
      thresholds: falling({ orange: 1, green: 2 }),
    }),
  ],
}
