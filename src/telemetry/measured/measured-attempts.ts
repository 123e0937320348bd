import type { Meter } from '../meter.ts'
import type { Labels } from '../metrics.ts'

/** One request to one of AniLibria's hosts, when it is over. */
export interface MeasuredAttempt {
  readonly endpoint: string
  /** A word where no status came. */
  readonly status: number | 'timeout' | 'error' | 'cancelled'
  readonly seconds: number
}

/**
 * Counts and times requests to AniLibria. Each that fails is one error, however the question it
 * was a part of ends; that AniLibria knows no such thing (404) is an answer. What was given up
 * because nobody waited any more tells nothing of AniLibria: it is an error of that type, no more.
 */
export function measuredAttempts(meter: Meter): (attempt: MeasuredAttempt) => void {
  return ({ endpoint, status, seconds }) => {
    const error_type = errorTypeOf(status)
    if (error_type !== null) meter.count('errors', { component: 'anilibria_api', error_type })
    if (status === 'cancelled') return
    meter.count('apiRequests', { endpoint, status_code: String(status) })
    meter.time('apiRequestDuration', { endpoint }, seconds)
  }
}

function errorTypeOf(status: MeasuredAttempt['status']): Labels<'errors'>['error_type'] | null {
  if (status === 'timeout' || status === 'cancelled') return status
  if (status === 'error') return 'unavailable'
  if (status < 400 || status === 404) return null
  return status === 400 || status === 422 ? 'invalid' : 'unavailable'
}
