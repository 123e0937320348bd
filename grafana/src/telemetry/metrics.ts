import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { table } from '../building/panels/table.ts'
import { falling } from '../building/panels/thresholds.ts'
import { rate } from '../building/queries/promql.ts'

/** Where numbers are kept. */
export const metrics: Row = {
  title: 'Prometheus',
  panels: [
    table({
      title: 'Targets',
      description: 'What Prometheus asks, and whether it answers.',
      unit: units.Short,
      columns: [
        {
          name: 'Up',
          expr: 'max by (job, instance) (up)',
          unit: units.BoolYesNo,
          thresholds: falling({ green: 1 }),
        },
        {
          name: 'Scrape time',
          expr: 'max by (job, instance) (scrape_duration_seconds)',
          unit: units.Seconds,
        },
        {
          name: 'Series',
          expr: 'max by (job, instance) (scrape_samples_scraped)',
          unit: units.Short,
        },
      ],
      labels: { job: 'Job', instance: 'Target' },
      empty: 'Nothing is asked',
      width: 12,
      links: [runbook('TargetVanished')],
    }),
    graph({
      title: 'Samples',
      description: 'How many numbers Prometheus takes each second.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum(${rate('prometheus_tsdb_head_samples_appended_total{job="prometheus"}')})`,
          legend: 'samples',
        },
      ],
      width: 6,
    }),
    graph({
      title: 'Series',
      description: 'How many series Prometheus holds in memory, and how many exemplars.',
      unit: units.Short,
      queries: [
        { expr: 'sum(prometheus_tsdb_head_series{job="prometheus"})', legend: 'series' },
        {
          expr: 'sum(prometheus_tsdb_exemplar_exemplars_in_storage{job="prometheus"})',
          legend: 'exemplars',
        },
      ],
      width: 6,
    }),
  ],
}
