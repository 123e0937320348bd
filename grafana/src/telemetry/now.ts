import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, rate, share } from '../building/queries/promql.ts'

const spans = (more = '') => `sum(${rate(`anilibria_telemetry_spans_total{${ours}${more}}`)})`

export const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Targets Down',
      description:
        'How many programs Prometheus does not reach, the service and its watchers alike.',
      unit: units.Short,
      queries: [{ expr: 'count(up == 0) or vector(0)', legend: 'down' }],
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('TargetVanished')],
    }),
    stat({
      title: 'Spans Lost',
      description: 'Which share of our spans does not reach the collector; traces then have holes.',
      unit: units.PercentUnit,
      queries: [{ expr: share(spans(', result=~"dropped|failed"'), spans()), legend: 'lost' }],
      width: 4,
      thresholds: rising({ red: 0.01 }),
      links: [runbook('SpansLost')],
    }),
    stat({
      title: 'Log Lines Dropped',
      description: 'How many log lines of ours could not be written in the last 10 minutes.',
      unit: units.Short,
      queries: [
        {
          expr: `sum(increase(anilibria_telemetry_log_lines_dropped_total{${ours}}[10m]))`,
          legend: 'lines',
        },
      ],
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('LogLinesDropped')],
    }),
    stat({
      title: 'Collector Queue',
      description:
        'How full the queue from the collector to Jaeger is; when it is full, spans are lost.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: 'max(otelcol_exporter_queue_size{job="otel-collector"} / otelcol_exporter_queue_capacity{job="otel-collector"})',
          legend: 'full',
        },
      ],
      width: 4,
      thresholds: rising({ orange: 0.5, red: 0.8 }),
      links: [runbook('CollectorDroppingSpans')],
    }),
    stat({
      title: 'Rules Failing',
      description: 'How many evaluations of rules failed or were left out in the last 5 minutes.',
      unit: units.Short,
      queries: [
        {
          expr: `sum(increase(prometheus_rule_evaluation_failures_total{job="prometheus"}[5m]))
            + sum(increase(prometheus_rule_group_iterations_missed_total{job="prometheus"}[5m]))`,
          legend: 'failed',
        },
      ],
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('RuleEvaluationFailing')],
    }),
    stat({
      title: 'Probes Failing',
      description: 'How many probes from outside do not get the answer that they should.',
      unit: units.Short,
      queries: [
        { expr: 'count(probe_success{job=~"probe-.+"} == 0) or vector(0)', legend: 'failing' },
      ],
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('ProbeFailing')],
    }),
  ],
}
