import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { problem } from '../problem.ts'

/** Whether an `Authorization` header holds a token that was signed for internal use; never rejects. */
export type VerifyInternal = (authorization: string) => Promise<boolean>

/** Refuses whoever has no internal token. */
export function internalOnly(verify: VerifyInternal): MiddlewareHandler<Env> {
  return async function internalOnly(c, next) {
    const authorization = c.req.header(headers.authorization)
    if (authorization !== undefined && (await verify(authorization))) return next()
    return problem(c, 'UNAUTHORIZED', 'Cannot let in without an internal token that is valid now', {
      headers: { [headers.wwwAuthenticate]: 'Bearer realm="internal"' },
    })
  }
}
