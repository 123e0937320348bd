import type { ExecutionContext } from 'hono'
import { createAnilibriaCatalog } from '../adapters/anilibria/catalog.ts'
import { createConsoleLog } from '../adapters/console/log.ts'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { createHealth } from '../core/health.ts'
import { version } from '../core/version.ts'
import { createClient } from '../http/client.ts'
import { composeTitles } from './compose-titles.ts'
import { anilibriaCheck, parts } from './health-checks.ts'

type Bindings = Readonly<Record<string, string>>

/** A part of the 128 MB that an isolate has. */
const memoryBytes = 32 * 1024 * 1024

function build(env: Bindings) {
  const config = parseConfig(env)
  const identity = { service: 'anilibria-service', version, environment: config.ENVIRONMENT }
  const log = createConsoleLog({ level: config.LOG_LEVEL, identity })
  const upstream = createAnilibriaCatalog({
    hosts: config.ANILIBRIA_API_URLS,
    userAgent: config.ANILIBRIA_USER_AGENT,
    attemptTimeoutMs: config.ANILIBRIA_TIMEOUT_MS,
    requestsPerSecond: config.ANILIBRIA_REQUESTS_PER_SECOND,
    log,
  })
  return createApp({
    log,
    now: Date.now,
    // Cloudflare itself is the peer, and sets this header.
    client: createClient({ peer: (c) => c.req.header('CF-Connecting-IP') ?? null, trusted: [] }),
    corsOrigins: config.CORS_ORIGINS,
    rateLimiter: null,
    titles: composeTitles(config, { catalog: upstream.catalog, store: null, memoryBytes }),
    // One visitor's leaving must not stop what another one waits for: waitUntil holds it.
    reader: ({ executionCtx }) => ({
      signal: undefined,
      detach: (work) => work(),
      hold: (work) => executionCtx.waitUntil(work.catch(() => {})),
    }),
    health: createHealth({ checks: [anilibriaCheck(upstream.check)] }),
    parts,
    isReady: () => true,
    renderMetrics: null,
  })
}

let app: ReturnType<typeof build> | undefined

interface Worker {
  fetch(request: Request, env: Bindings, context: ExecutionContext): Response | Promise<Response>
}

const worker: Worker = {
  fetch(request, env, context) {
    app ??= build(env)
    return app.fetch(request, env, context)
  },
}

// biome-ignore lint/style/noDefaultExport: workerd asks for it
export default worker
