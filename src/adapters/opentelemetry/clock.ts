import type { HrTime } from '@opentelemetry/api'

/** Tells milliseconds since 1970, with their fractions. */
export type Clock = () => number

/** For how long in milliseconds clocks are made alike. */
const sameMs = 1000

let setAt = Number.NEGATIVE_INFINITY
let clock: Clock = Date.now

/**
 * The clock of one trace. The SDK's own starts spans at whole milliseconds, which leaves siblings
 * without an order; one for ever would drift from the time of day, so it is set anew each second.
 */
export function createClock(): Clock {
  const now = performance.now()
  if (now - setAt > sameMs) {
    const origin = Date.now() - now
    setAt = now
    clock = () => origin + performance.now()
  }
  return clock
}

/** Milliseconds as OpenTelemetry has them: seconds, and nanoseconds beyond. */
export function hrTimeOf(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000)
  return [seconds, Math.floor((ms - seconds * 1000) * 1e6)]
}
