import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { apiPath, type UpstreamEnv } from '../upstream-env.ts'
import { brokenItem, brokenJson } from './breakage.ts'
import type { Fault } from './faults.ts'
import type { Levers, Met } from './levers.ts'
import { challenge403, html200, html404, html521, serverError, tooMany } from './pretence.ts'

type Way = (c: Context<UpstreamEnv>, next: Next, met: Met) => Promise<Response | undefined>

const ways: Readonly<Record<Fault, Way>> = {
  none: served,
  down: async (c) => {
    c.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  },
  slow: async (c, next, { delay_ms = 3000 }) => {
    // Who has hung up must not keep the process alive for the rest of the delay.
    await wait(delay_ms, undefined, { signal: c.req.raw.signal }).catch(() => {})
    return served(c, next)
  },
  hang: async (c, next, { over }) => {
    await over
    return served(c, next)
  },
  '5xx': async (_c, _next, { status = 503 }) => serverError(status),
  html521: async () => html521(),
  html200: async () => html200(),
  challenge403: async () => challenge403(),
  html404: async () => html404(),
  '429': async (_c, _next, { retry_after }) => tooMany(retry_after),
  broken_json: (c, next) => broken(c, next, brokenJson),
  broken_item: (c, next) => broken(c, next, brokenItem),
}

/** Lets each request meet what the levers say. */
export function trouble(levers: Levers): MiddlewareHandler<UpstreamEnv> {
  return async function trouble(c, next) {
    const met = levers.meet(apiPath(c.req.path))
    return met === null ? served(c, next) : ways[met.fault](c, next, met)
  }
}

async function served(_c: Context, next: Next): Promise<undefined> {
  await next()
}

async function broken(
  c: Context,
  next: Next,
  broke: (response: Response) => Promise<Response>,
): Promise<undefined> {
  await next()
  c.res = await broke(c.res)
}
