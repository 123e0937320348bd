import type { HrTime } from '@opentelemetry/api'

/** Milliseconds as OpenTelemetry has them: seconds, and nanoseconds beyond. */
export function hrTimeOf(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000)
  return [seconds, Math.floor((ms - seconds * 1000) * 1e6)]
}
