import type { RateLimiter } from '../../core/rate-limiter.ts'
import { problem } from '../answers/problem.ts'
import type { Client } from '../client/client.ts'
import { headers } from '../headers.ts'
import type { Layer } from '../layer.ts'

/** Refuses a client that asks for more than its share; one whose address is not known shares one. */
export function rateLimit(limiter: RateLimiter, client: Client): Layer {
  return (next) => async (c) => {
    const { allowed, resetMs } = await limiter.take(client.address(c) ?? 'unknown')
    if (allowed) return next(c)
    const seconds = Math.max(1, Math.ceil(resetMs / 1000))
    return problem(c, 'RATE_LIMITED', `Cannot answer so often: ask again in ${seconds} s`, {
      headers: { [headers.retryAfter]: String(seconds) },
    })
  }
}
