import { cors } from 'hono/cors'
import { answer } from '../answers/answer.ts'
import { headers, sent } from '../headers.ts'
import type { Layer } from '../layer.ts'
import { around } from './around.ts'

/** Lets pages of these origins read our answers. */
export function crossOrigin(origins: readonly string[]): Layer {
  const middleware = cors({
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
  return (next) => async (c) => {
    const origin = sent(c, 'origin')
    if (origin === undefined || !origins.includes(origin)) {
      const response = await next(c)
      response.headers.append(headers.vary, headers.origin)
      return response
    }
    const response = await around(middleware, next, c)
    response.headers.set(headers.timingAllowOrigin, origin)
    // A preflight is answered by Hono alone.
    return response.headers.has(headers.requestId)
      ? response
      : answer(c, response.status, null, Object.fromEntries(response.headers))
  }
}
