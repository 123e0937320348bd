import type { Context } from 'hono'
import { createPreparedQueue as createQueue } from '../adapters/opentelemetry/queues/prepared-queue.ts'
import { expositionOf } from '../adapters/prometheus/exposition.ts'
import type { Runtime } from '../adapters/prometheus/registry.ts'
import { createApp, type Deps } from '../app.ts'
import type { Config } from '../config.ts'
import { createHealth } from '../core/health.ts'
import type { Reader } from '../core/reading/reading.ts'
import { parseCidr } from '../http/client/cidr.ts'
import type { Env } from '../http/env.ts'
import type { Upgrade } from '../http/push/peer.ts'
import type { Log } from '../telemetry/log.ts'
import { createBackground } from './background.ts'
import { composeCatalogue } from './compose/compose-catalogue.ts'
import { composeEdge } from './compose/compose-edge.ts'
import { composeFollowing } from './compose/compose-events.ts'
import { composeInternal } from './compose/compose-internal.ts'
import { assignJobs, resumeCatalogue } from './compose/compose-jobs.ts'
import { composePush } from './compose/compose-push.ts'
import { composeWebhooks } from './compose/compose-webhooks.ts'
import { composeTelemetry } from './compose/telemetry/compose-telemetry.ts'
import { composeTracing } from './compose/telemetry/compose-tracing.ts'
import { neighbourChecks } from './health-checks.ts'
import { RequestReader } from './request-reader.ts'

/** A process's own part: what differs between Node, Deno and Bun. */
export interface Platform {
  readonly runtime: Runtime
  /** The address of the connection's other end. */
  readonly peer: (c: Context<Env>) => string | null
  readonly upgrade: Upgrade
}

export type Fetch = (request: Request, env: object) => Response | Promise<Response>

/** The service of a long-lived process, before anyone listens. Nothing in it is a global. */
export interface Service {
  readonly fetch: Fetch
  /** Answers at `ADMIN_PORT`; `null` if there is none, and `fetch` answers all. */
  readonly fetchAdmin: Fetch | null
  readonly log: Log
  /** Where the store lies. */
  readonly place: string
  /** Tells probes whether requests may come. */
  setReady(ready: boolean): void
  /** Ends the connections that would stay open. */
  endPush(): Promise<void>
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
  const tracing = composeTracing(config, {
    createQueue,
    identity,
    runtime: platform.runtime,
    scope,
    meter,
  })
  const telemetry = { log, meter, tracer: tracing.tracer }
  const background = createBackground(telemetry)
  const onEvents = () => {
    following.appended()
    background.hold(jobs.add('tell-webhooks', 'tell-webhooks', {}))
  }
  const catalogue = await composeCatalogue(config, { scope, telemetry, memoryBytes, onEvents })
  const { jobs, rateLimiter, bus } = catalogue.replicas
  const following = composeFollowing(catalogue.store, bus, telemetry)
  const { sync, watch, store } = catalogue
  const watchMs = config.WATCH_INTERVAL * 1000
  assignJobs(jobs, { sync, watch, watchMs, events: store.events })
  const webhooks = composeWebhooks(config, store, scope, telemetry)
  webhooks.assign(jobs)
  following.start()
  jobs.start()
  background.hold(resumeCatalogue(jobs, store))
  const { hub } = following
  const push = composePush(config, { store, hub, upgrade: platform.upgrade }, telemetry)
  let isReady = false
  const means: Pick<Reader, 'hold' | 'onward' | 'detach'> = {
    hold: background.hold,
    onward: scope.onward,
    detach: (work) => tracing.tracer.detached('refresh', work),
  }

  const deps: Deps = {
    ...telemetry,
    ...composeEdge(config, { peer: platform.peer, trusted: trustedBy(config) }),
    rateLimiter,
    titles: catalogue.titles.titles,
    reader: ({ req }) => new RequestReader(req, means),
    health: createHealth({
      checks: [...catalogue.checks, ...neighbourChecks(config.NODEJS_SERVICE_URL)],
    }),
    isReady: () => isReady,
    renderMetrics: (format) => expositionOf(registry, format),
    push,
    internal: composeInternal(config, catalogue, log),
  }
  const hasAdmin = config.ADMIN_PORT !== null

  return {
    fetch: createApp(deps, hasAdmin ? 'visitors' : 'everybody').fetch,
    fetchAdmin: hasAdmin ? createApp(deps, 'ourselves').fetch : null,
    log,
    place: catalogue.place,
    flushLog: log.flush,
    setReady(ready) {
      isReady = ready
    },
    endPush: push.connections.stop,
    async close() {
      await jobs.stop()
      following.stop()
      webhooks.stop()
      await background.idle()
      await tracing.shutdown()
      await catalogue.close()
    },
  }
}

function trustedBy({ TRUSTED_PROXIES }: Config) {
  return TRUSTED_PROXIES.flatMap((range) => parseCidr(range) ?? [])
}
