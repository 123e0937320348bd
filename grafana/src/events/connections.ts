import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { graph } from '../building/panels/graph.ts'
import { ours, rate } from '../building/queries/promql.ts'

const messages = (direction: string) =>
  `sum by (message_type) (${rate(`anilibria_websocket_messages_total{${ours}, direction="${direction}"}`)}) > 0`

/** Who listens. */
export const connections: Row = {
  title: 'Who listens',
  panels: [
    graph({
      title: 'Open Connections by Replica',
      description: 'WebSockets and streams of each replica; a deploy moves them to the others.',
      unit: units.Short,
      queries: [
        {
          expr: `sum by (connection_type, instance) (anilibria_active_connections{${ours}, connection_type=~"websocket|sse"})`,
          legend: '{{connection_type}} of {{instance}}',
        },
      ],
      width: 8,
      stacked: true,
    }),
    graph({
      title: 'Messages From Clients',
      description: 'What clients say over WebSockets; unknown is what they made up.',
      unit: units.MessagesPerSecond,
      queries: [{ expr: messages('in'), legend: '{{message_type}}' }],
      width: 8,
    }),
    graph({
      title: 'Messages to Clients',
      description: 'What we say over WebSockets: events, answers, and pongs.',
      unit: units.MessagesPerSecond,
      queries: [{ expr: messages('out'), legend: '{{message_type}}' }],
      width: 8,
    }),
  ],
}
