import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import type { Taken } from '../../core/rate-limiter.ts'

/** Takes one of a key's share; that nothing is left of it is no failure. */
export async function consume(limiter: RateLimiterAbstract, key: string): Promise<Taken> {
  const result = await limiter.consume(key).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  })
  return {
    allowed: result.consumedPoints <= limiter.points,
    left: result.remainingPoints,
    resetMs: result.msBeforeNext,
  }
}
