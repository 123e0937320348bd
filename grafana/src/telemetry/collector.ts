import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rate } from '../building/queries/promql.ts'

const collected = 'job="otel-collector"'
/** What was never counted is 0 here: the collector tells of a failure from the first one on. */
const perSecond = (counter: string, more = '') =>
  `sum(${rate(`${counter}{${collected}${more}}`)}) or vector(0)`

/** The way of a span to Jaeger. Its counters have no `_total` in their names. */
export const collector: Row = {
  title: 'The collector and Jaeger',
  panels: [
    graph({
      title: 'Spans Taken',
      description:
        'Spans that the collector takes from all services, and refuses when memory is short.',
      unit: units.OpsPerSecond,
      queries: [
        { expr: perSecond('otelcol_receiver_accepted_spans'), legend: 'taken' },
        { expr: perSecond('otelcol_receiver_refused_spans'), legend: 'refused' },
      ],
      width: 8,
      colors: { refused: 'red' },
      links: [runbook('CollectorRefusingSpans')],
    }),
    graph({
      title: 'Spans Handed on to Jaeger',
      description:
        'Spans that Jaeger takes; those it does not take are tried for five minutes, then lost.',
      unit: units.OpsPerSecond,
      queries: [
        { expr: perSecond('otelcol_exporter_sent_spans'), legend: 'taken' },
        { expr: perSecond('otelcol_exporter_send_failed_spans'), legend: 'lost on the way' },
        { expr: perSecond('otelcol_exporter_enqueue_failed_spans'), legend: 'lost, queue full' },
      ],
      width: 8,
      colors: { 'lost on the way': 'red', 'lost, queue full': 'orange' },
      links: [runbook('CollectorDroppingSpans')],
    }),
    graph({
      title: 'Traces Decided on',
      description:
        'What tail sampling keeps and lets go; dropped too early are traces it had no room for.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (sampled) (${rate(`otelcol_processor_tail_sampling_global_count_traces_sampled{${collected}}`)})`,
          legend: 'kept: {{sampled}}',
        },
        {
          expr: perSecond('otelcol_processor_tail_sampling_sampling_trace_dropped_too_early'),
          legend: 'dropped too early',
        },
      ],
      width: 8,
      colors: { 'dropped too early': 'red' },
      links: [runbook('CollectorDroppingSpans')],
    }),
    graph({
      title: 'Spans in the Queue',
      description: 'How many spans wait for Jaeger, and how many may.',
      unit: units.Short,
      queries: [
        { expr: `sum(otelcol_exporter_queue_size{${collected}})`, legend: 'waiting' },
        { expr: `sum(otelcol_exporter_queue_capacity{${collected}})`, legend: 'room' },
      ],
      width: 8,
      colors: { room: 'red' },
    }),
    graph({
      title: 'Traces in Memory',
      description: 'How many traces the collector holds until it decides on them.',
      unit: units.Short,
      queries: [
        {
          expr: `sum(otelcol_processor_tail_sampling_sampling_traces_on_memory{${collected}})`,
          legend: 'traces',
        },
      ],
      width: 8,
    }),
    graph({
      title: 'Memory of Collector and Jaeger',
      description:
        'What both take of the machine; at 80 % of its limit the collector refuses spans.',
      unit: units.BytesIEC,
      queries: [
        { expr: `sum(otelcol_process_memory_rss{${collected}})`, legend: 'collector' },
        { expr: 'sum(otelcol_process_memory_rss_bytes{job="jaeger"})', legend: 'Jaeger' },
      ],
      width: 8,
    }),
  ],
}
