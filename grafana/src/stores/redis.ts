import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, quantile } from '../building/queries/promql.ts'

/** Redis commands are in capitals, and `POST` is a webhook. */
const commands =
  'job="otel-collector", service_name=~"$job", span_kind="SPAN_KIND_CLIENT", span_name=~"[A-Z]+", span_name!="POST"'

/** What replicas share. */
export const redis: Row = {
  title: 'Redis',
  panels: [
    graph({
      title: 'Connections',
      description: 'Connections of each replica to Redis and MongoDB.',
      unit: units.Short,
      queries: [
        {
          expr: `sum by (connection_type, instance) (anilibria_active_connections{${ours}, connection_type=~"redis|mongodb"})`,
          legend: '{{connection_type}} of {{instance}}',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Breakers by Replica',
      description: 'When Redis or MongoDB was left alone (1) or tried again (2).',
      unit: units.Short,
      queries: [
        {
          expr: `anilibria_circuit_breaker_state{${ours}, service=~"redis|mongodb"}`,
          legend: '{{service}} of {{instance}}',
        },
      ],
      width: 8,
      max: 2,
      thresholds: rising({ red: 1 }),
      links: [
        runbook('RedisConnectionIssues'),
        logLines('When Redis went and came', 'msg:"Redis connection changed"'),
      ],
    }),
    graph({
      title: 'Time of a Redis Command',
      description: 'Of all replicas: 95 % of each command take no longer than this.',
      unit: units.Milliseconds,
      queries: [
        {
          expr: quantile(0.95, `traces_span_metrics_duration_milliseconds_bucket{${commands}}`, [
            'span_name',
          ]),
          legend: '{{span_name}}',
          exemplars: true,
        },
      ],
      width: 8,
    }),
  ],
}
