import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimiter } from '../../core/rate-limiter.ts'

export interface RateLimiterOptions {
  /** How many in a minute on average, at least 1. */
  readonly perMinute: number
  /** How many at once, at least 1. */
  readonly burst: number
}

/** Counts in this process alone. The window is as long as a burst takes to come back on average. */
export function createMemoryRateLimiter({ perMinute, burst }: RateLimiterOptions): RateLimiter {
  const limiter = new RateLimiterMemory({
    points: burst,
    duration: (60 * burst) / perMinute,
  })
  return {
    async take(key) {
      const result = await limiter.consume(key).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) return refused
        throw refused
      })
      const { consumedPoints, remainingPoints, msBeforeNext } = result
      return {
        allowed: consumedPoints <= burst,
        left: remainingPoints,
        resetMs: msBeforeNext,
      }
    },
  }
}
