import { eventTypes } from '../core/events/title-event.ts'
import { jobKinds } from '../core/jobs/jobs.ts'
import {
  channels,
  collections,
  components,
  errorTypes,
  levels,
  messageTypes,
  methods,
  results,
} from './metric-labels.ts'

/** What a label may say: one of a few words, or `open` for what a table elsewhere bounds. */
type LabelValues = readonly string[] | 'open'

export interface Metric {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels: Readonly<Record<string, LabelValues>>
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[]
  /** Absent until somebody knows it. Other metrics whose labels are all closed begin at 0. */
  readonly unknownAtFirst?: true
}

/** Every metric we expose. Add one here and nowhere else: all the rest derives from this table. */
export const metrics = {
  serviceInfo: {
    name: 'anilibria_service_info',
    type: 'gauge',
    help: 'Which service this is; always 1',
    labels: { version: 'open', runtime: 'open', runtime_version: 'open', environment: 'open' },
  },
  httpRequests: {
    name: 'anilibria_http_requests_total',
    type: 'counter',
    help: 'Requests answered, by template of the route',
    labels: { method: methods, endpoint: 'open', status_code: 'open' },
  },
  httpRequestDuration: {
    name: 'anilibria_http_request_duration_seconds',
    type: 'histogram',
    help: 'Time from a request to the end of its answer',
    labels: { method: methods, endpoint: 'open' },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  activeConnections: {
    name: 'anilibria_active_connections',
    type: 'gauge',
    help: 'Requests under way, and connections that are open',
    labels: { connection_type: ['http', 'websocket', 'sse', 'redis', 'mongodb'] },
  },
  websocketConnections: {
    name: 'anilibria_websocket_connections_active',
    type: 'gauge',
    help: 'WebSockets that are open',
    labels: {},
  },
  websocketMessages: {
    name: 'anilibria_websocket_messages_total',
    type: 'counter',
    help: 'Messages over WebSockets',
    labels: { direction: ['in', 'out'], message_type: messageTypes },
  },
  cacheOperations: {
    name: 'anilibria_cache_operations_total',
    type: 'counter',
    help: 'Look-ups, writes and removals, by level; a stale entry is a miss',
    labels: { operation: ['get', 'set', 'delete'], cache_level: levels, result: results },
  },
  cacheHitRate: {
    name: 'anilibria_cache_hit_rate',
    type: 'gauge',
    help: 'Share of look-ups that were hits in the last 5 minutes; absent without look-ups',
    labels: { cache_level: levels },
    unknownAtFirst: true,
  },
  cacheSize: {
    name: 'anilibria_cache_size_bytes',
    type: 'gauge',
    help: 'Memory that cached answers take',
    labels: { cache_level: levels },
    unknownAtFirst: true,
  },
  databaseOperations: {
    name: 'anilibria_database_operations_total',
    type: 'counter',
    help: 'Operations of the store',
    labels: {
      operation: ['find', 'write', 'delete'],
      collection: collections,
      result: ['ok', 'error'],
    },
  },
  databaseOperationDuration: {
    name: 'anilibria_database_operation_duration_seconds',
    type: 'histogram',
    help: 'Time of an operation of the store',
    labels: {
      operation: ['find', 'write', 'delete'],
      collection: collections,
    },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  },
  databaseConnectionPool: {
    name: 'anilibria_database_connection_pool',
    type: 'gauge',
    help: "Connections of MongoDB's pool; 0 with the embedded store",
    labels: { status: ['available', 'in_use', 'waiting', 'max'] },
  },
  databaseSize: {
    name: 'anilibria_database_size_bytes',
    type: 'gauge',
    help: 'What the store takes on its disk; absent until it was looked',
    labels: {},
    unknownAtFirst: true,
  },
  databaseTitles: {
    name: 'anilibria_database_titles',
    type: 'gauge',
    help: 'How many titles the store holds; absent until it was looked',
    labels: {},
    unknownAtFirst: true,
  },
  apiRequests: {
    name: 'anilibria_api_requests_total',
    type: 'counter',
    help: 'Requests to AniLibria that ended by themselves; `timeout`, `error`: no status came',
    labels: { endpoint: 'open', status_code: 'open' },
  },
  apiRequestDuration: {
    name: 'anilibria_api_request_duration_seconds',
    type: 'histogram',
    help: 'Time of a request to AniLibria',
    labels: { endpoint: 'open' },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  apiRateLimitRemaining: {
    name: 'anilibria_api_rate_limit_remaining',
    type: 'gauge',
    help: 'How many requests to AniLibria our own limit lets through now; absent without a limit',
    labels: {},
    unknownAtFirst: true,
  },
  titlesSynced: {
    name: 'anilibria_titles_synced_total',
    type: 'counter',
    help: 'Titles synchronised',
    labels: { source: ['anilibria_api'] },
  },
  episodesProcessed: {
    name: 'anilibria_episodes_processed_total',
    type: 'counter',
    help: 'Episodes of titles that were written to the store because something had changed',
    labels: { action: ['created', 'updated', 'unchanged'] },
  },
  eventsRecorded: {
    name: 'anilibria_events_recorded_total',
    type: 'counter',
    help: 'Events appended to the event log',
    labels: { type: eventTypes },
  },
  jobs: {
    name: 'anilibria_jobs_total',
    type: 'counter',
    help: 'Tries of jobs, by how they ended; `retried`: failed, and tried again later',
    labels: { kind: jobKinds, result: ['completed', 'retried', 'failed'] },
  },
  notificationsSent: {
    name: 'anilibria_notifications_sent_total',
    type: 'counter',
    help: 'Events told to receivers: a WebSocket, a stream, a webhook, the neighbour',
    labels: { type: eventTypes, channel: channels },
  },
  notificationLag: {
    name: 'anilibria_notification_lag_seconds',
    type: 'histogram',
    help: "Time from AniLibria's `fresh_at` to the telling of a new episode or title",
    labels: { channel: channels },
    buckets: [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14_400],
  },
  webhooksDisabled: {
    name: 'anilibria_webhooks_disabled',
    type: 'gauge',
    help: 'Webhooks to which nothing is sent any more, for they did not answer; absent until it was looked',
    labels: {},
    unknownAtFirst: true,
  },
  notificationsWaiting: {
    name: 'anilibria_notifications_waiting',
    type: 'gauge',
    help: 'Events that webhooks have not taken yet; absent until it was looked',
    labels: {},
    unknownAtFirst: true,
  },
  errors: {
    name: 'anilibria_errors_total',
    type: 'counter',
    help: 'Failures, by their code and where they happened',
    labels: { error_type: errorTypes, component: components },
  },
  circuitBreakerState: {
    name: 'anilibria_circuit_breaker_state',
    type: 'gauge',
    help: '0 closed, 1 open, 2 half-open',
    labels: { service: ['anilibria_api', 'redis', 'mongodb'] },
  },
  telemetrySpans: {
    name: 'anilibria_telemetry_spans_total',
    type: 'counter',
    help: 'Sampled spans that ended, by what became of them',
    labels: { result: ['exported', 'dropped', 'failed'] },
  },
  telemetryLogLinesDropped: {
    name: 'anilibria_telemetry_log_lines_dropped_total',
    type: 'counter',
    help: 'Log lines that could not be written',
    labels: {},
  },
} as const

metrics satisfies Record<string, Metric>

export type MetricKey = keyof typeof metrics
export type KeysOf<T extends Metric['type']> = {
  [K in MetricKey]: (typeof metrics)[K]['type'] extends T ? K : never
}[MetricKey]

/** The labels of a metric: all of them, each with a value it may have. */
export type Labels<K extends MetricKey> = {
  readonly [L in keyof (typeof metrics)[K]['labels']]: (typeof metrics)[K]['labels'][L] extends readonly (infer V extends
    string)[]
    ? V
    : string
}
