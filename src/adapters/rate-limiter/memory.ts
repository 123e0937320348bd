import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { RateLimiter } from '../../core/rate-limiter.ts'
import { consume } from './consume.ts'

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
  return { take: (key) => consume(limiter, key) }
}
