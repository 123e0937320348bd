import type { MiddlewareHandler } from 'hono'
import type { Client } from '../client.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'

export interface RequestIdOptions {
  /** Makes an id. Default `crypto.randomUUID`. */
  readonly generate?: () => string
}

/** What is taken over from a trusted proxy; anything else could forge or flood our logs. */
const acceptable = /^[A-Za-z0-9._-]{1,128}$/

/** Gives every request an id, and tells it on every answer. */
export function requestId(
  client: Client,
  { generate = () => crypto.randomUUID() }: RequestIdOptions = {},
): MiddlewareHandler<Env> {
  return async function requestId(c, next) {
    const sent = c.req.header(headers.requestId)
    const accepted = sent !== undefined && acceptable.test(sent) && client.isTrusted(c)
    const id = accepted ? sent : generate()
    c.set('requestId', id)
    c.header(headers.requestId, id)
    await next()
  }
}
