import { problem } from '../answers/problem.ts'
import { headers, sent } from '../headers.ts'
import type { Layer } from '../layer.ts'

/** Whether an `Authorization` header holds a token that was signed for internal use; never rejects. */
export type VerifyInternal = (authorization: string) => Promise<boolean>

/** Refuses whoever has no internal token. */
export function internalOnly(verify: VerifyInternal): Layer {
  return (next) => async (c) => {
    const authorization = sent(c, 'authorization')
    if (authorization !== undefined && (await verify(authorization))) return next(c)
    return problem(c, 'UNAUTHORIZED', 'Cannot let in without an internal token that is valid now', {
      headers: { [headers.wwwAuthenticate]: 'Bearer realm="internal"' },
    })
  }
}
