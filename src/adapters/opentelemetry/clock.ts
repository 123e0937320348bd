import type { HrTime } from '@opentelemetry/api'

/** Tells milliseconds since 1970, with their fractions. */
export type Clock = () => number

/**
 * Makes the clock of one trace. The SDK's own starts spans at whole milliseconds, which leaves
 * siblings without an order; one for ever would drift from the time of day.
 */
export function createClock(): Clock {
  const origin = Date.now() - performance.now()
  return () => origin + performance.now()
}

/** Milliseconds as OpenTelemetry has them: seconds, and nanoseconds beyond. */
export function hrTimeOf(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000)
  return [seconds, Math.floor((ms - seconds * 1000) * 1e6)]
}
