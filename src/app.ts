import { OpenAPIHono } from '@hono/zod-openapi'
import type { RateLimiter } from './core/rate-limiter.ts'
import type { VerifyUser } from './core/verify-user.ts'
import { onError } from './http/answers/problem.ts'
import type { Client } from './http/client/client.ts'
import type { Env } from './http/env.ts'
import { layered } from './http/layer.ts'
import { accessLog } from './http/middleware/access-log.ts'
import { bodyRules } from './http/middleware/body-rules.ts'
import { crossOrigin } from './http/middleware/cross-origin.ts'
import { failures } from './http/middleware/failures.ts'
import { internalOnly } from './http/middleware/internal-only.ts'
import { measure } from './http/middleware/measure.ts'
import { rateLimit } from './http/middleware/rate-limit.ts'
import { requestId } from './http/middleware/request-id.ts'
import { trace } from './http/middleware/trace.ts'
import { user } from './http/middleware/user.ts'
import type { PushDeps } from './http/push/deps.ts'
import { requestsAtZero } from './http/requests-at-zero.ts'
import { addRoutes, type Route } from './http/route.ts'
import type { CatalogueDeps } from './http/routes/deps.ts'
import { events } from './http/routes/events.ts'
import { feed } from './http/routes/feed.ts'
import { genres } from './http/routes/genres.ts'
import { type HealthDeps, health } from './http/routes/health.ts'
import type { InternalDeps } from './http/routes/internal/deps.ts'
import { internal } from './http/routes/internal/internal.ts'
import { metrics, type RenderMetrics } from './http/routes/metrics.ts'
import { openapi } from './http/routes/openapi.ts'
import { random } from './http/routes/random.ts'
import { schedule } from './http/routes/schedule.ts'
import { search } from './http/routes/search.ts'
import { title } from './http/routes/title.ts'
import { titles } from './http/routes/titles.ts'
import { updates } from './http/routes/updates.ts'
import { ws } from './http/routes/ws.ts'
import { unmatched } from './http/unmatched.ts'
import type { Telemetry } from './telemetry/telemetry.ts'

export interface Deps extends CatalogueDeps, HealthDeps, Telemetry {
  readonly client: Client
  /** Whose pages may read answers; none: no cross-origin headers at all. */
  readonly corsOrigins: readonly string[]
  /** `null`: nobody can prove who they are. */
  readonly verifyUser: VerifyUser | null
  /** `null`: clients may ask as often as they like. */
  readonly rateLimiter: RateLimiter | null
  /** `null` where numbers of one process mean nothing: `/metrics` is a 404 then. */
  readonly renderMetrics: RenderMetrics | null
  /** `null` where nobody watches for events: the routes that tell them answer 501. */
  readonly push: PushDeps | null
  /** `null`: there are no internal routes. */
  readonly internal: InternalDeps | null
}

/** Whom an app serves: visitors, our own people and services, or both. */
export type Served = 'visitors' | 'ourselves' | 'everybody'

const prefix = '/api/anilibria/v2'

/** The one path at which connections are made into WebSockets. */
export const webSocketPath = `${prefix}/ws`

/** Puts the service together. */
export function createApp(deps: Deps, served: Served = 'everybody'): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { everything, visitors, ourselves } = layersOf(deps)
  const nothing = unmatched(app)
  if (served !== 'ourselves') addRoutes(app, prefix, visitors, catalogue(app, deps))
  addRoutes(app, '', everything, [openapi(app), ...health(deps, served !== 'visitors')])
  if (served !== 'visitors') {
    if (deps.renderMetrics) addRoutes(app, '', everything, [metrics(deps.renderMetrics)])
    if (deps.internal) {
      addRoutes(app, '/internal', ourselves, internal(deps.internal))
      // Strangers learn nothing of what there is.
      app.all('/internal/*', layered(ourselves, nothing, 'unmatched') as never)
    }
  }
  requestsAtZero(deps.meter, app.routes, mayBeUnavailable)

  app.onError(onError)
  app.notFound(layered([...visitors, bodyRules], nothing, 'unmatched'))
  return app
}

/** The order of the layers is a decision: outermost first. */
function layersOf(deps: Deps) {
  const { client, verifyUser, rateLimiter, corsOrigins } = deps
  const everything = [
    requestId(client),
    trace(deps.tracer, client),
    measure(deps.meter),
    ...(verifyUser ? [user(verifyUser)] : []),
    accessLog({ log: deps.log, client }),
    ...(corsOrigins.length > 0 ? [crossOrigin(corsOrigins)] : []),
    failures,
  ]
  const limits = rateLimiter ? [rateLimit(rateLimiter, client)] : []
  const guards = deps.internal ? [bodyRules, internalOnly(deps.internal.verify)] : []
  return {
    everything,
    visitors: [...everything, ...limits],
    ourselves: [...everything, ...guards],
  }
}

function catalogue(app: OpenAPIHono<Env>, deps: Deps): Route[] {
  const read = [titles, title, search, updates, random, genres, schedule].map((one) => one(deps))
  const pushed = [ws, events, feed].map((one) => one(deps))
  return [...read, ...pushed, openapi(app)]
}

/** Whether an endpoint may answer with 503. */
function mayBeUnavailable(endpoint: string): boolean {
  if (endpoint === '/health' || endpoint === '/health/ready') return true
  if (endpoint.startsWith('/internal/')) return true
  return endpoint.startsWith(prefix) && !endpoint.endsWith('/openapi.json')
}
