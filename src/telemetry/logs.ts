export type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal'

export interface LogEvent {
  /** The line's `msg`: constant, so that it can be searched for. What varies is in the fields. */
  readonly message: string
  readonly level: Level
  readonly fields: readonly string[]
  readonly help: string
}

const about = ['method', 'path', 'user_id', 'user_agent', 'ip'] as const
const outcome = ['endpoint', 'status_code', 'duration'] as const
const failure = ['error', 'error_type', 'stack'] as const
const sync = ['title_id', 'action'] as const

/** Every event we log. Add one here and nowhere else: README's table derives from this one. */
export const logs = {
  serviceStarted: {
    message: 'Service started',
    level: 'info',
    fields: ['address', 'admin_address', 'store'],
    help: 'Requests are answered from now on; `admin_address` only with `ADMIN_PORT`',
  },
  serviceStopping: {
    message: 'Service stopping',
    level: 'info',
    fields: ['reason'],
    help: 'New connections are refused; requests under way are finished',
  },
  serviceStopped: {
    message: 'Service stopped',
    level: 'info',
    fields: ['duration'],
    help: 'Everything is closed; `duration` of the stop in seconds',
  },
  internalRoutesOff: {
    message: 'Internal routes are off',
    level: 'warn',
    fields: ['setting'],
    help: '`setting` is not set, so that nobody could prove to be one of us',
  },
  accessStarted: {
    message: 'Request started',
    level: 'info',
    fields: about,
    help: '`path` has no query; `user_id` is of a verified token',
  },
  accessCompleted: {
    message: 'Request completed',
    level: 'info',
    fields: [...about, ...outcome],
    help: '`duration` in seconds, until the answer begins to leave; `endpoint` as in metrics',
  },
  accessFailed: {
    message: 'Request failed',
    level: 'error',
    fields: [...about, ...outcome, ...failure],
    help: 'Answered with 5xx: what was thrown, if something was; `stack` of bugs only',
  },
  probeStarted: {
    message: 'Request started',
    level: 'debug',
    fields: about,
    help: 'The same of `/health*` and `/metrics`',
  },
  probeCompleted: {
    message: 'Request completed',
    level: 'debug',
    fields: [...about, ...outcome],
    help: 'The same of `/health*` and `/metrics`, also with 503: to say so is what they are for',
  },
  backgroundFailed: {
    message: 'Background work failed',
    level: 'error',
    fields: failure,
    help: 'A bug in work that may outlive its answer; a visitor who waited has his own line',
  },
  storeFailed: {
    message: 'Store failed, going on without it',
    level: 'warn',
    fields: failure,
    help: 'A read counts as a miss; what was to be kept is learned again later',
  },
  redisFailed: {
    message: 'Redis failed, going on without it',
    level: 'warn',
    fields: failure,
    help: 'Told at each try; between them Redis is left alone for half a second',
  },
  redisState: {
    message: 'Redis connection changed',
    level: 'warn',
    fields: ['state'],
    help: '`state` is `ready`, or why there is none: `unavailable`, `denied`',
  },
  databaseIndexes: {
    message: 'Database indexes are there',
    level: 'info',
    fields: ['indexes'],
    help: 'MongoDB: made at start, or found',
  },
  documentUnreadable: {
    message: 'Unreadable document in the store',
    level: 'warn',
    fields: ['collection', 'document_id'],
    help: 'Counts as not there; the next write replaces it',
  },
  fetchingTitle: {
    message: 'Fetching title from AniLibria API',
    level: 'debug',
    fields: ['title_id'],
    help: '`title_id` is the id or the alias asked for',
  },
  savingTitle: {
    message: 'Saving title to database',
    level: 'debug',
    fields: ['title_id', 'episodes_count'],
    help: 'A title that is new, or not what was stored',
  },
  titleSyncStarted: {
    message: 'Title sync started',
    level: 'info',
    fields: sync,
    help: 'A title is brought up to date, by a job or from the command line',
  },
  titleSyncCompleted: {
    message: 'Title sync completed successfully',
    level: 'info',
    fields: [...sync, 'episodes_count'],
    help: '`episodes_count` is missing if the title was fresh and not asked for',
  },
  titleSyncFailed: {
    message: 'Title sync failed',
    level: 'error',
    fields: [...sync, ...failure],
    help: 'The job is tried again; `title_id` is missing if many were asked for at once',
  },
  jobRetried: {
    message: 'Job failed, tried again later',
    level: 'warn',
    fields: ['job', 'attempt', ...failure],
    help: '`job` is its kind, `attempt` which of five tries it was',
  },
  jobGivenUp: {
    message: 'Job given up',
    level: 'error',
    fields: ['job', 'attempt', ...failure],
    help: 'It was the last try, or another one would not help; `/internal/sync/status` shows it',
  },
  catalogueFirstSeen: {
    message: 'Catalogue seen for the first time',
    level: 'info',
    fields: [],
    help: 'From now on what is not in it is news',
  },
  lookFailed: {
    message: 'Look for updates failed',
    level: 'warn',
    fields: failure,
    help: 'It is made again at the next period, from where the last completed one began',
  },
  deliveryFailed: {
    message: 'Webhook was not told',
    level: 'warn',
    fields: ['webhook_id', 'event_id', 'attempt', 'error'],
    help: 'It is tried again, over 24 hours; `webhook_id` is `nodejs` for the neighbour',
  },
  webhookDisabled: {
    message: 'Webhook disabled',
    level: 'error',
    fields: ['webhook_id', 'error'],
    help: 'It has taken nothing for 24 hours, or wants nothing more: delete it, and add it again',
  },
  neighbourNotTold: {
    message: 'Neighbour is told of no events',
    level: 'warn',
    fields: ['setting'],
    help: '`NODEJS_SERVICE_URL` is set, and `setting` is not, which its tokens are signed with',
  },
  itemLeftOut: {
    message: 'Broken item left out',
    level: 'warn',
    fields: ['endpoint', 'items', 'error'],
    help: 'AniLibria sent items we cannot read: how many, and why the first',
  },
  hostLeft: {
    message: 'AniLibria host left for the next one',
    level: 'warn',
    fields: ['host', 'error', 'cool_down'],
    help: 'It failed; it is tried again after `cool_down` seconds',
  },
  breakerChanged: {
    message: 'Circuit breaker changed',
    level: 'warn',
    fields: ['breaker', 'state'],
    help: '`state` is `closed`, `open` or `half-open`',
  },
  upstreamLost: {
    message: 'AniLibria cannot be reached',
    level: 'error',
    fields: ['error', 'advice'],
    help: 'No host answered; told once, until one answers again. `advice` says what to do',
  },
  upstreamBack: {
    message: 'AniLibria can be reached again',
    level: 'info',
    fields: ['host'],
    help: 'The first answer after it could not be reached',
  },
} as const

logs satisfies Record<string, LogEvent>
