import type { Meter } from '../meter.ts'

/** What can be told of the way to AniLibria at any moment. */
export interface MeasuredUpstream {
  breakerState(): 'closed' | 'open' | 'half-open'
  /** `Infinity` without a limit. */
  remaining(): number
}

const states = { closed: 0, open: 1, 'half-open': 2 } as const

/** Lets the breaker's state and what our own limit leaves be read when someone looks. */
export function measuredUpstream<T extends MeasuredUpstream>(upstream: T, meter: Meter): T {
  meter.watch(
    'circuitBreakerState',
    { service: 'anilibria_api' },
    () => states[upstream.breakerState()],
  )
  meter.watch('apiRateLimitRemaining', {}, () => {
    const remaining = upstream.remaining()
    return Number.isFinite(remaining) ? remaining : null
  })
  return upstream
}
