import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, rate } from '../building/queries/promql.ts'

/** What the service tells. */
export const ourOwn: Row = {
  title: 'The service',
  panels: [
    graph({
      title: 'Spans by Result',
      description:
        'What became of our spans: exported, dropped because too many waited, or failed on their way.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (result) (${rate(`anilibria_telemetry_spans_total{${ours}}`)})`,
          legend: '{{result}}',
        },
      ],
      width: 8,
      colors: { dropped: 'orange', failed: 'red' },
      links: [runbook('SpansLost')],
    }),
    graph({
      title: 'Series per Replica',
      description:
        'How many series a scrape of each replica brings; labels without bounds would raise it.',
      unit: units.Short,
      queries: [{ expr: `scrape_samples_scraped{${ours}}`, legend: '{{instance}}' }],
      width: 8,
      thresholds: rising({ orange: 5000, red: 10_000 }),
    }),
    graph({
      title: 'Scrape Time per Replica',
      description: 'How long a replica takes to tell its numbers; 10 seconds are the most it may.',
      unit: units.Seconds,
      queries: [{ expr: `scrape_duration_seconds{${ours}}`, legend: '{{instance}}' }],
      width: 8,
      thresholds: rising({ orange: 1, red: 10 }),
    }),
  ],
}
