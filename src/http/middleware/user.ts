import type { MiddlewareHandler } from 'hono'
import type { VerifyUser } from '../../core/verify-user.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'

/** Learns who asks. A token that is not valid is as good as none: everything here is public. */
export function user(verify: VerifyUser): MiddlewareHandler<Env> {
  return async function user(c, next) {
    const authorization = c.req.header(headers.authorization)
    if (authorization !== undefined) c.set('userId', (await verify(authorization)) ?? undefined)
    return next()
  }
}
