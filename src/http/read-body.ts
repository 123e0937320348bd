import type { Context } from 'hono'
import { invalidAt } from './answers/invalid.ts'
import { problem } from './answers/problem.ts'
import type { Env } from './env.ts'
import { sent } from './headers.ts'

/** Reads a body of JSON, at first without looking what it says; or refuses what is none. */
export async function readBody(c: Context<Env>): Promise<{ readonly said: unknown } | Response> {
  const text = await c.req.text()
  if (text !== '' && sent(c, 'contentType') === undefined) {
    return notJson(c)
  }
  try {
    return { said: JSON.parse(text) }
  } catch {
    return invalidAt(c, [{ path: 'body', message: 'expected JSON' }])
  }
}

/** Answers 415 for a body that says to be something else, or nothing. */
export function notJson(c: Context<Env>): Response {
  return problem(c, 'UNSUPPORTED_MEDIA_TYPE', 'Cannot read the body: expected application/json')
}
