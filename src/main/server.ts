import type { Context } from 'hono'
import { expositionOf } from '../adapters/prometheus/exposition.ts'
import type { Runtime } from '../adapters/prometheus/registry.ts'
import { createMemoryRateLimiter } from '../adapters/rate-limiter/memory.ts'
import { openSqliteStore } from '../adapters/sqlite/store.ts'
import { createApp } from '../app.ts'
import { type Config, unusedSettings } from '../config.ts'
import { createHealth } from '../core/health.ts'
import { parseCidr } from '../http/cidr.ts'
import type { Env } from '../http/env.ts'
import type { Log } from '../telemetry/log.ts'
import { createBackground } from './background.ts'
import { composeEdge } from './compose/compose-edge.ts'
import { composeStore } from './compose/compose-store.ts'
import { composeTelemetry } from './compose/compose-telemetry.ts'
import { composeTitles } from './compose/compose-titles.ts'
import { composeTracing } from './compose/compose-tracing.ts'
import { composeUpstream } from './compose/compose-upstream.ts'
import { anilibriaCheck, databaseCheck, neighbourChecks } from './health-checks.ts'

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
  /** Waits for work that outlived its answer, sends what telemetry waits, closes what was opened. */
  close(): Promise<void>
  /** Resolves once all log lines until now have left. */
  flushLog(): Promise<void>
}

/** How much memory answers may take. */
const memoryBytes = 64 * 1024 * 1024

/** @throws {Error} With words for whoever starts the service, if the store cannot be used. */
export async function createService(config: Config, platform: Platform): Promise<Service> {
  const { log, meter, registry, scope, identity } = composeTelemetry(config, platform.runtime)
  const tracing = composeTracing(config, { identity, runtime: platform.runtime, scope, meter })
  const telemetry = { log, meter, tracer: tracing.tracer }
  for (const setting of unusedSettings(config)) log.write('settingUnused', { setting })
  const background = createBackground(telemetry)
  const store = await openSqliteStore(config.DATA_DIR)
  const upstream = composeUpstream(config, telemetry)
  const parts = { catalog: upstream.catalog, store: composeStore(store, telemetry), memoryBytes }
  let isReady = false

  const app = createApp({
    ...telemetry,
    ...composeEdge(config, { peer: platform.peer, trusted: trustedBy(config) }),
    rateLimiter: rateLimiterOf(config),
    titles: composeTitles(config, parts, telemetry),
    reader: ({ req }) => ({
      // Read late: on Node the signal makes a whole Request of what was a light one.
      get signal() {
        return req.raw.signal
      },
      hold: background.hold,
      detach: (work) => tracing.tracer.detached('refresh', work),
    }),
    health: createHealth({
      checks: [
        databaseCheck(store),
        anilibriaCheck(upstream.check),
        ...neighbourChecks(config.NODEJS_SERVICE_URL),
      ],
    }),
    isReady: () => isReady,
    renderMetrics: (format) => expositionOf(registry, format),
  })

  return {
    fetch: app.fetch,
    log,
    flushLog: log.flush,
    setReady(ready) {
      isReady = ready
    },
    async close() {
      await background.idle()
      await tracing.shutdown()
      store.close()
    },
  }
}

function trustedBy({ TRUSTED_PROXIES }: Config) {
  return TRUSTED_PROXIES.flatMap((range) => parseCidr(range) ?? [])
}

function rateLimiterOf(config: Config) {
  const perMinute = config.RATE_LIMIT_REQUESTS_PER_MINUTE
  if (perMinute === 0) return null
  return createMemoryRateLimiter({ perMinute, burst: config.RATE_LIMIT_BURST })
}
