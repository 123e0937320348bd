import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import { methods } from '../telemetry/metric-labels.ts'
import type { Env } from './env.ts'

/**
 * The template of the route that a request is for, also when middleware answered it early;
 * `unmatched` if there is none. Ask once the answer is there.
 */
export function endpointOf(c: Context<Env>): string {
  const routes = matchedRoutes(c)
  const answered = routes[c.req.routeIndex]
  // Middleware is registered for ALL methods, routes never are.
  if (answered !== undefined && answered.method !== 'ALL') return answered.path
  return routes.find(({ method }) => method !== 'ALL')?.path ?? 'unmatched'
}

/** A method of HTTP; `_OTHER` for what a client made up (OpenTelemetry semantic conventions). */
export type KnownMethod = (typeof methods)[number]

export function knownMethod(method: string): KnownMethod {
  return methods.find((name) => name === method) ?? '_OTHER'
}

/** Whether a path is asked for by machines, every few seconds: no span, and logged at debug. */
export function isProbe(path: string): boolean {
  return path === '/metrics' || path === '/health' || path.startsWith('/health/')
}
