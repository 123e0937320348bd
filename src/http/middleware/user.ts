import type { VerifyUser } from '../../core/verify-user.ts'
import { known } from '../env.ts'
import { sent } from '../headers.ts'
import type { Layer } from '../layer.ts'

/** Learns who asks. A token that is not valid is as good as none: everything here is public. */
export function user(verify: VerifyUser): Layer {
  return (next) => (c) => {
    const authorization = sent(c, 'authorization')
    if (authorization === undefined) return next(c)
    return verify(authorization).then((id) => {
      known(c).userId = id ?? undefined
      return next(c)
    })
  }
}
