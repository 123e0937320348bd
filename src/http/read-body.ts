import type { Context } from 'hono'
import type { Env } from './env.ts'
import { headers } from './headers.ts'
import { problem } from './problem.ts'

/** Reads a body of JSON, at first without looking what it says; or refuses what is none. */
export async function readBody(c: Context<Env>): Promise<{ readonly said: unknown } | Response> {
  const text = await c.req.text()
  if (text !== '' && c.req.header(headers.contentType) === undefined) {
    return problem(c, 'UNSUPPORTED_MEDIA_TYPE', 'Cannot read the body: expected application/json')
  }
  try {
    return { said: JSON.parse(text) }
  } catch {
    return problem(c, 'INVALID_REQUEST', 'Cannot read the request: see errors', {
      errors: [{ path: 'body', message: 'expected JSON' }],
    })
  }
}
