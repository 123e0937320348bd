import type { Job, Queue } from 'bullmq'
import type { FailedJob, JobsStatus } from '../../core/jobs/jobs.ts'

/** How many of those that were given up are shown. */
const mostFailed = 100

export async function readStatus(queue: Queue): Promise<JobsStatus> {
  const [counts, ticks, failed] = await Promise.all([
    queue.getJobCounts('wait', 'delayed', 'active'),
    queue.getJobSchedulersCount(),
    queue.getFailed(0, mostFailed - 1),
  ])
  const { wait = 0, delayed = 0, active = 0 } = counts
  // For each schedule there is one tick that waits for its time.
  return { waiting: wait + Math.max(0, delayed - ticks), active, failed: failed.map(describe) }
}

function describe({ id = '', name, attemptsMade, finishedOn = 0, failedReason }: Job): FailedJob {
  return { id, kind: name, attempts: attemptsMade, failedAt: finishedOn, reason: failedReason }
}
