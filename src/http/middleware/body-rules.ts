import { bodyLimit } from 'hono/body-limit'
import { problem } from '../answers/problem.ts'
import { sent } from '../headers.ts'
import type { Layer } from '../layer.ts'
import { notJson } from '../read-body.ts'
import { around } from './around.ts'

/** Longest request body in bytes: 64 KiB. */
const maxSize = 65_536

const bodiless = new Set(['GET', 'HEAD', 'OPTIONS'])

const limit = bodyLimit({
  maxSize,
  onError: (c) =>
    problem(c, 'PAYLOAD_TOO_LARGE', `Cannot read the body: longer than ${maxSize} bytes`),
})

/** Refuses bodies that are too long (413) or not JSON (415). */
export const bodyRules: Layer = (next) => (c) => {
  if (bodiless.has(c.req.method)) return next(c)
  const type = sent(c, 'contentType')
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    return notJson(c)
  }
  return around(limit, next, c)
}
