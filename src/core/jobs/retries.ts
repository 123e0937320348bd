import { failureCode } from '../failure.ts'

/** How often a job is tried in all. */
export const mostTries = 5

/** Whether a job is tried again after this try, the first of which is 1, has failed. */
export function willBeRetried(error: unknown, attempt: number): boolean {
  return attempt < mostTries && isWorthRetrying(error)
}

/** Whether it could end differently another time. */
function isWorthRetrying(error: unknown): boolean {
  const code = failureCode(error)
  return code !== 'invalid' && code !== 'title-not-found'
}
