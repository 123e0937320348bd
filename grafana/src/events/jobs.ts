import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { table } from '../building/panels/table.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, rate } from '../building/queries/promql.ts'

const tries = (more = '') => `sum by (kind) (increase(anilibria_jobs_total{${ours}${more}}[3h]))`

/** The work behind. */
export const jobs: Row = {
  title: 'Jobs',
  panels: [
    graph({
      title: 'Jobs by Result',
      description: 'How tries of jobs end; retried ones are tried again later, failed ones never.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (result) (${rate(`anilibria_jobs_total{${ours}}`)})`,
          legend: '{{result}}',
        },
      ],
      width: 8,
      colors: { retried: 'orange', failed: 'red' },
      links: [runbook('JobsFailing'), logLines('Which were given up', 'msg:"Job given up"')],
    }),
    graph({
      title: 'Jobs by Kind',
      description: 'What is worked on.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (kind) (${rate(`anilibria_jobs_total{${ours}}`)})`,
          legend: '{{kind}}',
        },
      ],
      width: 8,
    }),
    table({
      title: 'Jobs, 3 Hours',
      description:
        'How many of each kind were completed, retried and given up; most given up is an alert.',
      unit: units.Short,
      columns: [
        { name: 'Completed', expr: tries(', result="completed"'), unit: units.Short },
        {
          name: 'Retried',
          expr: tries(', result="retried"'),
          unit: units.Short,
          thresholds: rising({ orange: 1 }),
        },
        {
          name: 'Given up',
          expr: tries(', result="failed"'),
          unit: units.Short,
          thresholds: rising({ red: 1 }),
        },
      ],
      labels: { kind: 'Kind' },
      empty: 'None',
      width: 8,
      links: [runbook('JobsFailing')],
    }),
  ],
}
