import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { RateLimiter } from './core/rate-limiter.ts'
import type { VerifyUser } from './core/verify-user.ts'
import type { Client } from './http/client.ts'
import type { Env } from './http/env.ts'
import { headers } from './http/headers.ts'
import { invalid } from './http/invalid.ts'
import { accessLog } from './http/middleware/access-log.ts'
import { bodyRules } from './http/middleware/body-rules.ts'
import { crossOrigin } from './http/middleware/cross-origin.ts'
import { measure } from './http/middleware/measure.ts'
import { rateLimit } from './http/middleware/rate-limit.ts'
import { requestId } from './http/middleware/request-id.ts'
import { trace } from './http/middleware/trace.ts'
import { user } from './http/middleware/user.ts'
import { onError, problem } from './http/problem.ts'
import type { PushDeps } from './http/push/deps.ts'
import { requestsAtZero } from './http/requests-at-zero.ts'
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

/** Puts the service together. The order of the middleware is a decision: outermost first. */
export function createApp(deps: Deps, served: Served = 'everybody'): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({ defaultHook: invalid })
  app.use(requestId(deps.client))
  app.use(trace(deps.tracer, deps.client))
  app.use(measure(deps.meter, { trace: (c) => c.get('trace') }))
  if (deps.verifyUser) app.use(user(deps.verifyUser))
  app.use(accessLog({ log: deps.log, client: deps.client }))
  if (deps.corsOrigins.length > 0) app.use(crossOrigin(deps.corsOrigins))
  app.use(methodNotAllowed({ app, onMethodNotAllowed }))
  app.use(bodyRules())
  if (deps.rateLimiter) app.use(`${prefix}/*`, rateLimit(deps.rateLimiter, deps.client))

  if (served !== 'ourselves') addCatalogue(app, deps)
  app.get('/openapi.json', openapi(app))
  app.route('/', health(deps, served !== 'visitors'))
  if (served !== 'visitors') addInternal(app, deps)

  requestsAtZero(deps.meter, app.routes, mayBeUnavailable)

  app.onError(onError)
  app.notFound((c) => problem(c, 'ROUTE_NOT_FOUND', `Cannot find ${c.req.path}`))
  return app
}

function addCatalogue(app: OpenAPIHono<Env>, deps: Deps): void {
  for (const route of [titles, title, search, updates, random, genres, schedule]) {
    app.route(prefix, route(deps))
  }
  for (const route of [ws, events, feed]) app.route(prefix, route(deps))
  app.get(`${prefix}/openapi.json`, openapi(app))
}

function addInternal(app: OpenAPIHono<Env>, { renderMetrics, internal: deps }: Deps): void {
  if (renderMetrics) app.route('/', metrics(renderMetrics))
  if (deps) app.route('/internal', internal(deps))
}

/** Whether an endpoint may answer with 503. */
function mayBeUnavailable(endpoint: string): boolean {
  if (endpoint === '/health' || endpoint === '/health/ready') return true
  if (endpoint.startsWith('/internal/')) return true
  return endpoint.startsWith(prefix) && !endpoint.endsWith('/openapi.json')
}

function onMethodNotAllowed(
  c: Parameters<typeof problem>[0],
  methods: readonly string[],
): Response {
  const allow = methods.join(', ')
  const detail = `Cannot ${c.req.method} ${c.req.path}: allowed ${allow}`
  return problem(c, 'METHOD_NOT_ALLOWED', detail, { headers: { [headers.allow]: allow } })
}
