export type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal'

export interface LogEvent {
  /** The line's `msg`: constant, so that it can be searched for. What varies is in the fields. */
  readonly message: string
  readonly level: Level
  readonly fields: readonly string[]
  readonly help: string
}

/** Every event we log. Add one here and nowhere else: README's table derives from this one. */
export const logs = {
  serviceStarted: {
    message: 'Service started',
    level: 'info',
    fields: ['address', 'store'],
    help: 'Requests are answered from now on',
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
  settingUnused: {
    message: 'Setting has no effect yet',
    level: 'warn',
    fields: ['setting'],
    help: 'A variable is set whose feature this version does not have',
  },
  requestFailed: {
    message: 'Request failed',
    level: 'error',
    fields: ['request_id', 'method', 'path', 'error', 'error_type', 'stack'],
    help: 'A bug answered with 500',
  },
  backgroundFailed: {
    message: 'Background work failed',
    level: 'error',
    fields: ['error', 'error_type', 'stack'],
    help: 'A bug in work that nobody waited for',
  },
  storeFailed: {
    message: 'Store failed, going on without it',
    level: 'warn',
    fields: ['error', 'error_type', 'stack'],
    help: 'A read counts as a miss; what was to be kept is learned again later',
  },
  fetchingTitle: {
    message: 'Fetching title from AniLibria API',
    level: 'debug',
    fields: ['title_id'],
    help: '`title_id` is the id or the alias asked for',
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
    fields: ['service', 'state'],
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
