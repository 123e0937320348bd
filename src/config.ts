import { expected, type Kind, read, type ValueOf } from './config-kinds.ts'
import { openTelemetry } from './config-opentelemetry.ts'
import { version } from './core/version.ts'

export type Setting = Kind & {
  /** Taken when the variable is not set, or empty. */
  readonly default: string
  readonly unit?: string
  readonly help: string
}

const seconds = { kind: 'integer', min: 1, max: 31_536_000, unit: 'seconds' } as const
const url = { kind: 'url', protocols: ['http:', 'https:'] } as const

/** Every environment variable we read. README's table is rendered from this one. */
export const settings = {
  PORT: {
    kind: 'integer',
    min: 0,
    max: 65_535,
    default: '8000',
    help: 'TCP port to listen on; 0: any',
  },
  ADMIN_PORT: {
    kind: 'port',
    default: '',
    help: 'TCP port that alone has `/metrics`, `/internal` and the details of `/health`; empty: none',
  },
  HOST: { kind: 'text', default: '0.0.0.0', help: 'Address to listen on' },
  ENVIRONMENT: { kind: 'text', default: 'development', help: 'Told in logs and metrics' },
  LOG_LEVEL: {
    kind: 'choice',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: 'info',
    help: 'The least level of a log line that is written',
  },
  DATA_DIR: { kind: 'text', default: './data', help: 'Folder of the embedded store' },
  ANILIBRIA_API_URLS: {
    kind: 'urls',
    default:
      'https://aniliberty.top/api/v1,https://anilibria.top/api/v1,https://api.anilibria.app/api/v1',
    help: "Base URLs of AniLibria's hosts, the preferred one first",
  },
  ANILIBRIA_USER_AGENT: {
    kind: 'text',
    default: `anilibria-service/${version}`,
    help: 'How we introduce ourselves to AniLibria',
  },
  ANILIBRIA_TIMEOUT_MS: {
    kind: 'integer',
    min: 1,
    max: 60_000,
    default: '3000',
    unit: 'milliseconds',
    help: 'Longest wait for one host; a question with all its retries has 10 s',
  },
  ANILIBRIA_REQUESTS_PER_SECOND: {
    kind: 'integer',
    min: 0,
    max: 1000,
    default: '5',
    help: 'How often we ask AniLibria at most; 0: as often as we like',
  },
  WATCH_INTERVAL: {
    kind: 'integer',
    min: 0,
    max: 86_400,
    default: '60',
    unit: 'seconds',
    help: 'How often AniLibria is looked at for what is new, by one of all replicas; 0: never',
  },
  CACHE_TTL_MEMORY: { ...seconds, default: '300', help: 'How long an answer is fresh in memory' },
  CACHE_TTL_REDIS: { ...seconds, default: '1800', help: 'How long a title is fresh in Redis' },
  CACHE_TTL_DATABASE: {
    ...seconds,
    default: '86400',
    help: 'How long a title is fresh in the store',
  },
  SHUTDOWN_GRACE_MS: {
    kind: 'integer',
    min: 0,
    max: 600_000,
    default: '10000',
    unit: 'milliseconds',
    help: 'How long requests under way have to finish when the service stops',
  },
  CORS_ORIGINS: { kind: 'origins', default: '', help: 'Whose pages may read answers; empty: none' },
  TRUSTED_PROXIES: {
    kind: 'cidrs',
    default: '127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7',
    help: 'Peers whose `X-Forwarded-For` and `X-Request-ID` are believed',
  },
  RATE_LIMIT_REQUESTS_PER_MINUTE: {
    kind: 'integer',
    min: 0,
    max: 1_000_000,
    default: '0',
    help: 'How often one client may ask on average; 0: as often as it likes',
  },
  RATE_LIMIT_BURST: {
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    default: '20',
    help: 'How many of those at once',
  },
  WEBSOCKET_MAX_CONNECTIONS: {
    kind: 'integer',
    min: 0,
    max: 1_000_000,
    default: '1000',
    help: 'How many WebSockets and streams of events are open at once; 0: none',
  },
  WEBSOCKET_MAX_PER_CLIENT: {
    kind: 'integer',
    min: 0,
    max: 1_000_000,
    default: '20',
    help: 'How many of those one client has; 0: as many as it likes',
  },
  REDIS_URL: {
    kind: 'url',
    protocols: ['redis:', 'rediss:'],
    default: '',
    help: 'What several replicas share cache, jobs and news by; empty: this process is alone',
  },
  MONGODB_URI: {
    kind: 'mongodb',
    default: '',
    help: 'The store of several replicas; empty: the embedded one in `DATA_DIR`',
  },
  NODEJS_SERVICE_URL: {
    ...url,
    default: '',
    help: 'The neighbour: asked at `/health`, and told of events at `/internal/anilibria/notify`',
  },
  WEBHOOK_ALLOW_PRIVATE: {
    kind: 'boolean',
    default: 'false',
    help: 'Whether webhooks may lie at addresses that are not public',
  },
  JWT_SECRET: {
    kind: 'secret',
    default: '',
    help: "Verifies users' tokens (HS256), whose id is then logged; empty: nobody is known",
  },
  INTERNAL_JWT_SECRET: {
    kind: 'secret',
    default: '',
    help: 'Verifies the tokens of our own services (HS256); empty: there are no internal routes',
  },
  ...openTelemetry,
} as const

settings satisfies Record<string, Setting>

export type Config = {
  readonly [Name in keyof typeof settings]: ValueOf<(typeof settings)[Name]>
}

/**
 * Reads the configuration from the environment.
 *
 * @throws {RangeError} Naming every variable that does not fit and what it should hold, a line
 * each; never a value.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const mistakes: string[] = []
  const entries = Object.entries<Setting>(settings).map(([name, setting]) => {
    const value = read(env[name]?.trim() || setting.default, setting)
    if (value === undefined) mistakes.push(`Cannot read ${name}: expected ${expected(setting)}`)
    return [name, value]
  })
  if (mistakes.length > 0) throw new RangeError(mistakes.join('\n'))
  return Object.fromEntries(entries) as Config
}
