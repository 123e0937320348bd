import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { problem } from '../problem.ts'

/** Longest request body in bytes: 64 KiB. */
const maxSize = 65_536

const bodiless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses bodies that are too long (413) or not JSON (415). */
export function bodyRules(): MiddlewareHandler<Env> {
  const limit = bodyLimit({
    maxSize,
    onError: (c) =>
      problem(c, 'PAYLOAD_TOO_LARGE', `Cannot read the body: longer than ${maxSize} bytes`),
  })
  return async function bodyRules(c, next) {
    if (bodiless.has(c.req.method)) return next()
    const type = c.req.header(headers.contentType)
    if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
      return problem(c, 'UNSUPPORTED_MEDIA_TYPE', 'Cannot read the body: expected application/json')
    }
    return limit(c, next)
  }
}
