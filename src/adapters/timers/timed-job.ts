import type { JobKind } from '../../core/jobs/jobs.ts'

/** One job, from when it is added until it is forgotten. */
export interface TimedJob {
  readonly id: string
  readonly kind: JobKind
  readonly name: string
  readonly data: unknown
  readonly traceparent: string | null
  /** How often it was tried. */
  attempts: number
  /** Its result; rejects with `Failure('unavailable')` if there will be none. */
  readonly ended: PromiseWithResolvers<unknown>
}

export function createTimedJob(job: Omit<TimedJob, 'id' | 'attempts' | 'ended'>): TimedJob {
  const ended = Promise.withResolvers<unknown>()
  // Mostly nobody asks for the result.
  ended.promise.catch(() => {})
  return { ...job, id: crypto.randomUUID(), attempts: 0, ended }
}
