import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { logLines, traces } from '../building/links/explore.ts'
import { runbook } from '../building/links/links.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours, rate } from '../building/queries/promql.ts'

const lag = (share: number) =>
  `histogram_quantile(${share}, sum by (le, channel) (${rate(`anilibria_notification_lag_seconds_bucket{${ours}}`)}))`

/** What is noticed and told. */
export const telling: Row = {
  title: 'What is noticed and told',
  panels: [
    graph({
      title: 'Events Noticed',
      description: 'What is found to be new, by kind; none for hours is usual at night.',
      unit: units.EventsPerSecond,
      queries: [
        {
          expr: `sum by (type) (${rate(`anilibria_events_recorded_total{${ours}}`)})`,
          legend: '{{type}}',
        },
      ],
      width: 8,
      links: [
        runbook('NoEpisodeEvents'),
        logLines('Failed looks', 'msg:"Look for updates failed"'),
      ],
    }),
    graph({
      title: 'Events Told',
      description: 'How often events were told to a receiver, by the way they took.',
      unit: units.EventsPerSecond,
      queries: [
        {
          expr: `sum by (channel) (${rate(`anilibria_notifications_sent_total{${ours}}`)})`,
          legend: '{{channel}}',
        },
      ],
      width: 8,
      links: [traces('Tellings', { operation: 'notify websocket' })],
    }),
    graph({
      title: 'Lag',
      description:
        'From the time AniLibria names to the telling of a new episode or title: for 95 % no longer than this.',
      unit: units.Seconds,
      queries: [{ expr: lag(0.95), legend: '{{channel}}' }],
      width: 8,
      thresholds: rising({ orange: 120, red: 600 }),
    }),
    graph({
      title: 'Waiting Webhook Deliveries',
      description:
        'Events that webhooks have not taken yet; a line that only rises is a receiver that is gone.',
      unit: units.Short,
      queries: [{ expr: `max(anilibria_notifications_waiting{${ours}})`, legend: 'waiting' }],
      width: 12,
      links: [logLines('Which webhook', 'msg:"Webhook was not told"')],
    }),
    graph({
      title: 'Failing Deliveries',
      description: 'What failed while events were told, by how.',
      unit: units.OpsPerSecond,
      queries: [
        {
          expr: `sum by (error_type) (${rate(`anilibria_errors_total{${ours}, component="notifications"}`)})`,
          legend: '{{error_type}}',
        },
      ],
      width: 12,
      links: [
        runbook('WebhookDisabled'),
        traces('Failed deliveries', { operation: 'POST', tags: 'error=true' }),
      ],
    }),
  ],
}
