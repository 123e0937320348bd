import { Failure } from '../../core/failure.ts'
import type { JobKind, Jobs } from '../../core/jobs/jobs.ts'
import { createWorks } from '../../core/jobs/works.ts'
import { createEndedJobs } from './ended-jobs.ts'
import { createRunner } from './runner.ts'
import { createTimedJob, type TimedJob } from './timed-job.ts'

export interface TimerJobsOptions {
  /** The pause after a job's first failure, at most, in milliseconds. Default 1 s. */
  readonly firstPauseMs?: number
}

/** How many jobs may wait for their turn, or for their next try. */
const mostWaiting = 1_000

/** Jobs of one process that is alone: they end with it. */
export function createTimerJobs({ firstPauseMs = 1_000 }: TimerJobsOptions = {}): Jobs {
  const works = createWorks()
  /** Jobs that have not ended, by their names. */
  const open = new Map<string, TimedJob>()
  const ended = createEndedJobs()
  const runner = createRunner({ works, firstPauseMs, onEnd })
  const periods: { readonly kind: JobKind; readonly everyMs: number }[] = []
  const intervals: ReturnType<typeof setInterval>[] = []
  let isStopped = false

  function onEnd(job: TimedJob, reason: string | null): void {
    open.delete(job.name)
    ended.keep(job, reason)
  }

  function add(kind: JobKind, name: string, data: unknown, traceparent: string | null): string {
    if (isStopped) throw new Failure('unavailable', 'Cannot add a job: the service stops')
    const first = open.get(name)
    if (first !== undefined) return first.id
    if (waiting() >= mostWaiting) {
      throw new Failure('unavailable', `Cannot add a job: ${mostWaiting} are waiting`)
    }
    const job = createTimedJob({ kind, name, data, traceparent })
    open.set(name, job)
    runner.take(job)
    return job.id
  }

  function addPeriodic(kind: JobKind): void {
    try {
      add(kind, kind, {}, null)
    } catch {
      // The queue is full: after another period perhaps it is not.
    }
  }

  const waiting = (): number => open.size - runner.active()

  return {
    handle: works.handle,
    add: async (kind, name, data, traceparent = null) => add(kind, name, data, traceparent),
    async result(id, waitMs) {
      const job = ended.find(id) ?? [...open.values()].find((job) => job.id === id)
      if (job === undefined) throw new Failure('unavailable', 'Cannot tell a result: no such job')
      return firstOf(job.ended.promise, waitMs)
    },
    repeat: (kind, everyMs) => void periods.push({ kind, everyMs }),
    status: async () => ({
      waiting: waiting(),
      active: runner.active(),
      failed: [...ended.failed],
    }),
    start() {
      runner.start()
      for (const { kind, everyMs } of periods) {
        addPeriodic(kind)
        intervals.push(setInterval(addPeriodic, everyMs, kind))
      }
    },
    async stop() {
      isStopped = true
      for (const interval of intervals) clearInterval(interval)
      await runner.stop()
      for (const { ended } of open.values()) ended.reject(lost())
    },
  }
}

function lost(): Failure {
  return new Failure(
    'unavailable',
    'Cannot tell a result: the job was lost when the service stopped',
  )
}

/** What the job ended with; `undefined` if it has not ended after `waitMs`. */
async function firstOf(ended: Promise<unknown>, waitMs: number): Promise<unknown> {
  const late = Promise.withResolvers<undefined>()
  const timer = setTimeout(late.resolve, waitMs, undefined)
  try {
    return await Promise.race([ended, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
