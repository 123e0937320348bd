import { failureCode } from '../../core/failure.ts'
import type { Meter } from '../meter.ts'
import type { Labels } from '../metrics.ts'

/** Counts a failure by its code. That there is no such title is an answer, and no failure of ours. */
export function countError(
  meter: Meter,
  component: Labels<'errors'>['component'],
  error: unknown,
): void {
  const code = failureCode(error)
  if (code !== 'title-not-found') meter.count('errors', { component, error_type: code })
}
