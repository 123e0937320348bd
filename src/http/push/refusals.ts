import type { Context } from 'hono'
import { problem } from '../answers/problem.ts'
import type { Env } from '../env.ts'
import { headers, sent } from '../headers.ts'
import type { Refused } from './connections.ts'

/** Answers on a runtime where nobody watches for events, and no connection outlives its request. */
export function notHere(c: Context<Env>): Response {
  return problem(
    c,
    'NOT_IMPLEMENTED',
    'Cannot tell events here: ask a service on Node, Deno or Bun',
  )
}

/** Seconds after which a place may be free. */
const retryAfter = '10'

export function noPlace(c: Context<Env>, why: Refused): Response {
  const more = { headers: { [headers.retryAfter]: retryAfter } }
  return why === 'all-taken'
    ? problem(c, 'CONNECTIONS_TAKEN', 'Cannot open another connection: all are taken', more)
    : problem(c, 'TOO_MANY_CONNECTIONS', 'Cannot open another connection: close one of yours', more)
}

/** What is wrong with a request for a WebSocket (RFC 6455, 4.2.1); `null` if nothing is. */
export function badHandshake(c: Context<Env>): Response | null {
  const isAsking = sent(c, 'upgrade')?.toLowerCase() === 'websocket'
  if (!isAsking || sent(c, 'secWebSocketVersion') !== '13') {
    return problem(c, 'UPGRADE_REQUIRED', 'Cannot answer but over a WebSocket of version 13', {
      headers: {
        [headers.upgrade]: 'websocket',
        [headers.connection]: 'Upgrade',
        [headers.secWebSocketVersion]: '13',
      },
    })
  }
  const key = sent(c, 'secWebSocketKey') ?? ''
  return /^[+/0-9A-Za-z]{22}==$/.test(key) ? null : badKey(c)
}

export function badKey(c: Context<Env>): Response {
  return problem(c, 'INVALID_REQUEST', `Cannot open a WebSocket: bad ${headers.secWebSocketKey}`)
}

/**
 * Refuses pages of strangers, for a browser lets any page open a WebSocket.
 *
 * @param origins Whose pages may; none: those of our own host.
 */
export function badOrigin(c: Context<Env>, origins: readonly string[]): Response | null {
  const origin = sent(c, 'origin')
  // Who is no browser does not say any.
  if (origin === undefined) return null
  const isAllowed =
    origins.length > 0
      ? origins.includes(origin)
      : URL.parse(origin)?.host === sent(c, 'host')?.toLowerCase()
  if (isAllowed) return null
  return problem(c, 'ORIGIN_NOT_ALLOWED', 'Cannot open a WebSocket for a page of this origin')
}
