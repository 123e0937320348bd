import type { Meter } from '../telemetry/meter.ts'
import { knownMethod } from './endpoint.ts'

/**
 * Lets the requests of every route begin at 0, so that `rate()` sees its first error.
 *
 * @param routes As `app.routes` has them, once all are there.
 * @param mayBeUnavailable Whether a route may answer 503, by its template.
 */
export function requestsAtZero(
  meter: Meter,
  routes: readonly { readonly method: string; readonly path: string }[],
  mayBeUnavailable: (endpoint: string) => boolean,
): void {
  for (const { method, path } of routes) {
    // Middleware is registered for ALL methods, routes never are.
    if (method === 'ALL') continue
    // Hono answers HEAD wherever it answers GET.
    for (const known of method === 'GET' ? (['GET', 'HEAD'] as const) : [knownMethod(method)]) {
      for (const status_code of mayBeUnavailable(path) ? ['200', '500', '503'] : ['200', '500']) {
        meter.count('httpRequests', { method: known, endpoint: path, status_code }, 0)
      }
    }
  }
}
