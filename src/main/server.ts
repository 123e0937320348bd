import type { Context } from 'hono'
import { createAnilibriaCatalog } from '../adapters/anilibria/catalog.ts'
import { createPinoLog } from '../adapters/pino/log.ts'
import { createRegistry, type Runtime } from '../adapters/prometheus/registry.ts'
import { createMemoryRateLimiter } from '../adapters/rate-limiter/memory.ts'
import { openSqliteStore } from '../adapters/sqlite/store.ts'
import { createApp } from '../app.ts'
import { type Config, unusedSettings } from '../config.ts'
import { forgivingStore } from '../core/forgiving-store.ts'
import { createHealth } from '../core/health.ts'
import { version } from '../core/version.ts'
import { parseCidr } from '../http/cidr.ts'
import { createClient } from '../http/client.ts'
import type { Env } from '../http/env.ts'
import { errorFields } from '../telemetry/error-fields.ts'
import type { Log } from '../telemetry/log.ts'
import { createBackground } from './background.ts'
import { composeTitles } from './compose-titles.ts'
import { anilibriaCheck, databaseCheck, parts } from './health-checks.ts'

/** A process's own part: what differs between Node, Deno and Bun. */
export interface Platform {
  readonly runtime: Runtime
  /** The address of the connection's other end. */
  readonly peer: (c: Context<Env>) => string | null
}

/** The service of a long-lived process, before anyone listens. Nothing in it is a global. */
export interface Service {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>
  readonly log: Log
  /** Tells probes whether requests may come. */
  setReady(ready: boolean): void
  /** Waits for work that outlived its answer, then closes what was opened. */
  close(): Promise<void>
}

/** How much memory answers may take. */
const memoryBytes = 64 * 1024 * 1024
/** Longest wait of a request for the store. */
const storeWaitMs = 100

/** @throws {Error} With words for whoever starts the service, if the store cannot be used. */
export async function createService(config: Config, platform: Platform): Promise<Service> {
  const identity = { service: 'anilibria-service', version, environment: config.ENVIRONMENT }
  const log = createPinoLog({ level: config.LOG_LEVEL, identity })
  for (const setting of unusedSettings(config)) log.write('settingUnused', { setting })
  const background = createBackground(log)
  const store = await openSqliteStore(config.DATA_DIR)
  const upstream = createAnilibriaCatalog({
    hosts: config.ANILIBRIA_API_URLS,
    userAgent: config.ANILIBRIA_USER_AGENT,
    attemptTimeoutMs: config.ANILIBRIA_TIMEOUT_MS,
    requestsPerSecond: config.ANILIBRIA_REQUESTS_PER_SECOND,
    log,
  })
  const registry = createRegistry(identity, platform.runtime)
  let isReady = false

  const app = createApp({
    log,
    now: Date.now,
    client: createClient({
      peer: platform.peer,
      trusted: config.TRUSTED_PROXIES.flatMap((range) => parseCidr(range) ?? []),
    }),
    corsOrigins: config.CORS_ORIGINS,
    rateLimiter: rateLimiterOf(config),
    titles: composeTitles(config, {
      catalog: upstream.catalog,
      store: forgivingStore(store, {
        waitMs: storeWaitMs,
        onFailure: (error) => log.write('storeFailed', errorFields(error)),
      }),
      memoryBytes,
    }),
    reader: ({ req }) => ({
      // Read late: on Node the signal makes a whole Request of what was a light one.
      get signal() {
        return req.raw.signal
      },
      hold: background.hold,
      detach: (work) => work(),
    }),
    health: createHealth({ checks: [databaseCheck(store), anilibriaCheck(upstream.check)] }),
    parts,
    isReady: () => isReady,
    renderMetrics: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  })

  return {
    fetch: app.fetch,
    log,
    setReady(ready) {
      isReady = ready
    },
    async close() {
      await background.idle()
      store.close()
    },
  }
}

function rateLimiterOf(config: Config) {
  const perMinute = config.RATE_LIMIT_REQUESTS_PER_MINUTE
  if (perMinute === 0) return null
  return createMemoryRateLimiter({ perMinute, burst: config.RATE_LIMIT_BURST })
}
