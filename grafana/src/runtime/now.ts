import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { table } from '../building/panels/table.ts'
import { falling, rising } from '../building/panels/thresholds.ts'
import { ours, rate } from '../building/queries/promql.ts'

export const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Busiest Replica',
      description:
        'How much of one core the busiest replica uses: it cannot use more than one and a bit.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: `max(${rate(`process_cpu_seconds_total{${ours}}`)})`,
          legend: 'CPU',
        },
      ],
      width: 6,
      height: 8,
      thresholds: rising({ orange: 0.7, red: 0.9 }),
    }),
    stat({
      title: 'Slowest Event Loop',
      description:
        'How late work begins on the worst replica, for 1 in 100: every request waits so long.',
      unit: units.Seconds,
      queries: [
        { expr: `max(nodejs_eventloop_lag_p99_seconds{${ours}})`, legend: '99th percentile' },
      ],
      width: 6,
      height: 8,
      thresholds: rising({ orange: 0.1, red: 0.5 }),
    }),
    table({
      title: 'Replicas',
      description:
        'How long each replica has been running, and how often it began anew in the last hour.',
      unit: units.Short,
      columns: [
        {
          name: 'Running for',
          expr: `time() - max by (instance) (process_start_time_seconds{${ours}})`,
          unit: units.Seconds,
          thresholds: falling({ orange: 0, green: 300 }),
        },
        {
          name: 'Restarts',
          expr: `sum by (instance) (changes(process_start_time_seconds{${ours}}[1h]))`,
          unit: units.Short,
          thresholds: rising({ red: 1 }),
        },
      ],
      labels: { instance: 'Replica' },
      empty: 'Nothing runs',
      width: 12,
      links: [
        runbook('ServiceDown'),
        logLines('Starts and stops', 'msg:("Service started" OR "Service stopping")'),
      ],
    }),
  ],
}
