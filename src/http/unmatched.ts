import type { Context, Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { problem } from './answers/problem.ts'
import type { Env } from './env.ts'
import { headers } from './headers.ts'
import type { Answer } from './layer.ts'
import { around } from './middleware/around.ts'

/** Answers what no route of an app does: 405 if one has the path, else 404. */
export function unmatched(app: Hono<Env>): Answer {
  const methods = methodNotAllowed({ app, onMethodNotAllowed })
  return (c) => around(methods, notFound, c)
}

function notFound(c: Context<Env>): Response {
  return problem(c, 'ROUTE_NOT_FOUND', `Cannot find ${c.req.path}`)
}

function onMethodNotAllowed(c: Context, methods: readonly string[]): Response {
  const allow = methods.join(', ')
  const detail = `Cannot ${c.req.method} ${c.req.path}: allowed ${allow}`
  return problem(c, 'METHOD_NOT_ALLOWED', detail, { headers: { [headers.allow]: allow } })
}
