import type { FailedJob } from '../../core/jobs/jobs.ts'
import type { TimedJob } from './timed-job.ts'

/** How many jobs are remembered after their end, for whoever asks for their results. */
const mostEnded = 1_000

/** How many of those that were given up are shown. */
const mostFailed = 100

/** What is remembered of jobs that have ended. */
export interface EndedJobs {
  find(id: string): TimedJob | undefined
  /** @param reason Why it was given up; `null` if it was done. */
  keep(job: TimedJob, reason: string | null): void
  /** Newest first. */
  readonly failed: readonly FailedJob[]
}

export function createEndedJobs(): EndedJobs {
  const ended = new Map<string, TimedJob>()
  const failed: FailedJob[] = []
  return {
    find: (id) => ended.get(id),
    keep(job, reason) {
      ended.set(job.id, job)
      for (const id of ended.keys()) {
        if (ended.size <= mostEnded) break
        ended.delete(id)
      }
      if (reason === null) return
      const { id, kind, attempts } = job
      failed.unshift({ id, kind, attempts, failedAt: Date.now(), reason })
      failed.length = Math.min(failed.length, mostFailed)
    },
    failed,
  }
}
