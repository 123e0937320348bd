import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'

/** Lets pages of these origins read our answers. */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler<Env> {
  const answer = cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD'],
    allowHeaders: [
      headers.traceparent,
      headers.ifNoneMatch,
      headers.lastEventId,
      headers.requestId,
    ],
    exposeHeaders: [
      headers.etag,
      headers.requestId,
      headers.cacheStatus,
      headers.serverTiming,
      headers.retryAfter,
    ],
    maxAge: 3600,
  })
  return async function crossOrigin(c, next) {
    const origin = c.req.header(headers.origin)
    if (origin === undefined || !origins.includes(origin)) {
      c.header(headers.vary, headers.origin, { append: true })
      return next()
    }
    c.header(headers.timingAllowOrigin, origin)
    return answer(c, next)
  }
}
