import type { ExecutionContext } from 'hono'
import { createScope } from '../adapters/async-context/scope.ts'
import { createConsoleLog } from '../adapters/console/log.ts'
import { createSdkQueue as createQueue } from '../adapters/opentelemetry/queues/sdk-queue.ts'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { createHealth } from '../core/health.ts'
import { nobody } from '../core/replicas/bus.ts'
import { alone } from '../core/replicas/turns.ts'
import { silentMeter } from '../telemetry/silent-meter.ts'
import { composeEdge, identityOf } from './compose/compose-edge.ts'
import { composeMemory } from './compose/compose-memory.ts'
import { composeTitles } from './compose/compose-titles.ts'
import { composeUpstream } from './compose/compose-upstream.ts'
import { composeTracing } from './compose/telemetry/compose-tracing.ts'
import { anilibriaCheck, neighbourChecks } from './health-checks.ts'

type Bindings = Readonly<Record<string, string>>

/** A part of the 128 MB that an isolate has. */
const memoryBytes = 32 * 1024 * 1024

function build(env: Bindings) {
  const config = parseConfig(env)
  const identity = identityOf(config)
  const scope = createScope()
  const log = createConsoleLog({ level: config.LOG_LEVEL, identity, scope })
  const runtime = { name: 'workerd', version: navigator.userAgent }
  const tracing = composeTracing(config, {
    createQueue,
    identity,
    runtime,
    scope,
    meter: silentMeter,
  })
  const telemetry = { log, meter: silentMeter, tracer: tracing.tracer }
  const upstream = composeUpstream(config, telemetry)
  const { cache: memory } = composeMemory(memoryBytes, nobody, telemetry)
  const parts = {
    catalog: upstream.catalog,
    memory,
    shared: null,
    store: null,
    turns: alone,
    bus: nobody,
  }
  const checks = [anilibriaCheck(upstream.check), ...neighbourChecks(config.NODEJS_SERVICE_URL)]
  const app = createApp({
    ...telemetry,
    // Cloudflare itself sets this header; elsewhere anyone can, so that nobody is trusted for it.
    ...composeEdge(config, { peer: (c) => c.req.header('CF-Connecting-IP') ?? null, trusted: [] }),
    rateLimiter: null,
    titles: composeTitles(config, parts, telemetry).titles,
    // One visitor's leaving must not stop what another one waits for: waitUntil holds it.
    reader: ({ executionCtx }) => ({
      signal: undefined,
      // What was held has spans, too, that would wait for the next request.
      hold: (work) => executionCtx.waitUntil(work.catch(() => {}).then(tracing.flush)),
      onward: scope.onward,
      detach: (work) => tracing.tracer.detached('refresh', work),
    }),
    health: createHealth({ checks }),
    isReady: () => true,
    renderMetrics: null,
    push: null,
    internal: null,
  })
  return { app, flush: tracing.flush }
}

let built: ReturnType<typeof build> | undefined

interface Worker {
  fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response>
}

const worker: Worker = {
  async fetch(request, env, context) {
    built ??= build(env)
    const { app, flush } = built
    const answer = Promise.resolve(app.fetch(request, env, context))
    // Others may wait for what this request has begun: it goes on though its visitor leaves. And
    // the queue's own timer would end with it.
    context.waitUntil(answer.then(flush, flush))
    return answer
  },
}

// biome-ignore lint/style/noDefaultExport: workerd asks for it
export default worker
