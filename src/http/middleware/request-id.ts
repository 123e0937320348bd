import type { Client } from '../client.ts'
import { headers } from '../headers.ts'
import type { Layer } from '../layer.ts'

export interface RequestIdOptions {
  /** Makes an id. Default `crypto.randomUUID`. */
  readonly generate?: () => string
}

/** What is taken over from a trusted proxy; anything else could forge or flood our logs. */
const acceptable = /^[A-Za-z0-9._-]{1,128}$/

/** Gives every request an id, which every answer tells. */
export function requestId(
  client: Client,
  { generate = () => crypto.randomUUID() }: RequestIdOptions = {},
): Layer {
  return (next) => (c) => {
    const sent = c.req.header(headers.requestId)
    const accepted = sent !== undefined && acceptable.test(sent) && client.isTrusted(c)
    c.set('requestId', accepted ? sent : generate())
    return next(c)
  }
}
