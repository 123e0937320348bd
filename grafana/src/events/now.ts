import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { runbook } from '../building/links/links.ts'
import { stat } from '../building/panels/stat.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours } from '../building/queries/promql.ts'

export const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'WebSockets',
      description: 'How many WebSockets are open on all replicas.',
      unit: units.Short,
      queries: [{ expr: `sum(anilibria_websocket_connections_active{${ours}})`, legend: 'open' }],
      width: 4,
    }),
    stat({
      title: 'Streams',
      description: 'How many streams of events (server-sent events) are open on all replicas.',
      unit: units.Short,
      queries: [
        {
          expr: `sum(anilibria_active_connections{${ours}, connection_type="sse"})`,
          legend: 'open',
        },
      ],
      width: 4,
    }),
    stat({
      title: 'New Episodes, a Day',
      description:
        'How many new episodes were noticed in the last 24 hours; a silent week is an alert.',
      unit: units.Short,
      queries: [
        {
          expr: `sum(increase(anilibria_events_recorded_total{${ours}, type="new_episode"}[1d]))`,
          legend: 'episodes',
        },
      ],
      width: 4,
      instant: true,
      links: [runbook('NoEpisodeEvents')],
    }),
    stat({
      title: 'Told Within, a Day',
      description:
        'Of a day, 95 % of what was told was told within this time after AniLibria had it.',
      unit: units.Seconds,
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (le) (increase(anilibria_notification_lag_seconds_bucket{${ours}}[1d])))`,
          legend: '95 %',
        },
      ],
      width: 4,
      instant: true,
      thresholds: rising({ orange: 120, red: 600 }),
    }),
    stat({
      title: 'Waiting',
      description: 'How many events webhooks have not taken yet; they are tried for 24 hours.',
      unit: units.Short,
      queries: [{ expr: `max(anilibria_notifications_waiting{${ours}})`, legend: 'events' }],
      width: 4,
      thresholds: rising({ orange: 100 }),
    }),
    stat({
      title: 'Webhooks Disabled',
      description:
        'How many webhooks are told nothing more, because they did not answer for a day.',
      unit: units.Short,
      queries: [{ expr: `max(anilibria_webhooks_disabled{${ours}})`, legend: 'webhooks' }],
      width: 4,
      thresholds: rising({ red: 1 }),
      links: [runbook('WebhookDisabled')],
    }),
  ],
}
