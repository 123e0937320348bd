export interface SpanKind {
  /** Never holds an id: those are attributes. */
  readonly name: string
  readonly kind: 'server' | 'client' | 'producer' | 'internal'
  readonly attributes: readonly string[]
  readonly help: string
}

/** Every span we start, and the attributes it may carry (OpenTelemetry semantic conventions). */
export const spans = {
  request: {
    name: '{method} {endpoint}',
    kind: 'server',
    attributes: [
      'http.request.method',
      'http.request.method_original',
      'http.route',
      'http.response.status_code',
      'url.path',
      'url.scheme',
      'server.address',
      'client.address',
      'user_agent.original',
      'error.type',
      'request.id',
      'user.id',
    ],
    help: 'One request; probes make none. Without a route, its method alone is the name',
  },
  getTitle: {
    name: 'get_title',
    kind: 'internal',
    attributes: ['title_id', 'cache.source', 'title.episodes_count', 'error.type'],
    help: 'One title by the reading policy; `cache.source` unless AniLibria told',
  },
  memoryLookup: {
    name: 'cache_lookup',
    kind: 'internal',
    attributes: ['cache.level', 'cache.hit'],
    help: 'Looking in memory, which does not fail; a stale entry is no hit',
  },
  redisLookup: {
    name: 'redis_lookup',
    kind: 'internal',
    attributes: ['cache.level', 'cache.hit', 'error.type'],
    help: 'Looking in Redis',
  },
  databaseLookup: {
    name: 'database_lookup',
    kind: 'internal',
    attributes: ['cache.level', 'cache.hit', 'error.type'],
    help: 'Looking in the store',
  },
  apiCall: {
    name: 'anilibria_api_call',
    kind: 'client',
    attributes: [
      'external.service',
      'http.request.method',
      'http.response.status_code',
      'server.address',
      'server.port',
      'url.template',
      'error.type',
    ],
    help: 'One question to AniLibria, host and status of its last try; events for what came before',
  },
  redisCommand: {
    name: '{command}',
    kind: 'client',
    attributes: [
      'db.system.name',
      'db.operation.name',
      'db.namespace',
      'server.address',
      'server.port',
      'error.type',
    ],
    help: 'One command to Redis; its keys and values are not told',
  },
  databaseCommand: {
    name: '{command} {collection}',
    kind: 'client',
    attributes: [
      'db.system.name',
      'db.operation.name',
      'db.collection.name',
      'db.namespace',
      'server.address',
      'server.port',
      'error.type',
    ],
    help: 'One command to MongoDB; what it asks for is not told',
  },
  job: {
    name: 'job {kind}',
    kind: 'internal',
    attributes: ['job.kind', 'job.attempt', 'titles.fetched', 'error.type'],
    help: 'One try of a job, in the trace of who added it; of a periodic one in its own',
  },
  cacheStore: {
    name: 'cache_store',
    kind: 'internal',
    attributes: ['error.type'],
    help: 'Keeping what was learned, on every level',
  },
  notify: {
    name: 'notify {channel}',
    kind: 'producer',
    attributes: ['event.type', 'event.id', 'title_id', 'channel', 'receivers', 'error.type'],
    help: 'Telling an event to those who wait on a channel of this process; linked to what found it',
  },
  webhookDelivery: {
    name: 'POST',
    kind: 'client',
    attributes: [
      'event.type',
      'event.id',
      'title_id',
      'channel',
      'webhook.attempt',
      'http.request.method',
      'http.response.status_code',
      'server.address',
      'server.port',
      'error.type',
    ],
    help: 'One try to tell an event to one webhook; linked to what found the event',
  },
  refresh: {
    name: 'background_refresh',
    kind: 'internal',
    attributes: ['error.type'],
    help: 'Renewing a stale answer behind: a trace of its own, linked to the request',
  },
} as const

spans satisfies Record<string, SpanKind>

export type SpanKey = keyof typeof spans

type Value = string | number | boolean | undefined

/** Attributes of a span; `undefined` for what is not known leaves one out. */
export type Attributes<K extends SpanKey> = Partial<
  Readonly<Record<(typeof spans)[K]['attributes'][number], Value>>
>

/** Events within `apiCall`, and the attributes they may carry. */
export const spanEvents = {
  hostLeft: { name: 'failover', attributes: ['server.address', 'server.port', 'error.type'] },
  retried: { name: 'retry', attributes: ['http.request.resend_count'] },
} as const

export type SpanEventKey = keyof typeof spanEvents
export type EventAttributes<K extends SpanEventKey> = Partial<
  Readonly<Record<(typeof spanEvents)[K]['attributes'][number], Value>>
>
