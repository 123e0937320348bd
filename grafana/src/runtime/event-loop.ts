import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, rate } from '../building/queries/promql.ts'

/** Time. */
export const eventLoop: Row = {
  title: 'Time',
  panels: [
    graph({
      title: 'CPU',
      description: 'How much of one core each replica uses, for itself and in the kernel.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: `sum by (instance) (${rate(`process_cpu_user_seconds_total{${ours}}`)})`,
          legend: 'user, {{instance}}',
        },
        {
          expr: `sum by (instance) (${rate(`process_cpu_system_seconds_total{${ours}}`)})`,
          legend: 'system, {{instance}}',
        },
      ],
      width: 8,
      stacked: true,
      thresholds: rising({ red: 0.9 }),
    }),
    graph({
      title: 'Event Loop Lag',
      description: 'How late work begins on each replica: something long keeps it from beginning.',
      unit: units.Seconds,
      queries: [
        {
          expr: `max by (instance) (nodejs_eventloop_lag_p99_seconds{${ours}})`,
          legend: '99th percentile, {{instance}}',
        },
        {
          expr: `max by (instance) (nodejs_eventloop_lag_p50_seconds{${ours}})`,
          legend: '50th percentile, {{instance}}',
        },
      ],
      width: 8,
      thresholds: rising({ orange: 0.1, red: 0.5 }),
    }),
    graph({
      title: 'Garbage Collection',
      description:
        'Which share of its time a replica collects garbage, by kind; a rising share is a leak.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: `sum by (kind, instance) (${rate(`nodejs_gc_duration_seconds_sum{${ours}}`)})`,
          legend: '{{kind}}, {{instance}}',
        },
      ],
      width: 8,
      stacked: true,
      thresholds: rising({ red: 0.1 }),
    }),
  ],
}
