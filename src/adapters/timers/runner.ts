import { AsyncLocalStorage } from 'node:async_hooks'
import { within } from '../../core/deadline.ts'
import { Failure } from '../../core/failure.ts'
import { willBeRetried } from '../../core/jobs/retries.ts'
import type { Works } from '../../core/jobs/works.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import { pauseAfter } from './pause-after.ts'
import type { TimedJob } from './timed-job.ts'

/** How many jobs are done at once. */
const mostActive = 4

/** How long a stop waits for work that does not heed its signal, in milliseconds. */
const stopMs = 5_000

export interface RunnerOptions {
  readonly works: Works
  /** Of the pauses between tries, in milliseconds. */
  readonly firstPauseMs: number
  /** `reason`: why it was given up; `null` if it was done. */
  readonly onEnd: (job: TimedJob, reason: string | null) => void
}

/** Tries jobs until they end. */
export interface Runner {
  /** Does the job when it is its turn. */
  take(job: TimedJob): void
  /** How many jobs are being done. */
  active(): number
  start(): void
  stop(): Promise<void>
}

export function createRunner({ works, firstPauseMs, onEnd }: RunnerOptions): Runner {
  const ready: TimedJob[] = []
  const active = new Map<TimedJob, Promise<void>>()
  const pauses = new Set<ReturnType<typeof setTimeout>>()
  const stopping = new AbortController()
  const { signal } = stopping
  // A job is done in the circumstances of nobody: whoever adds one, or whose job ends, is a stranger.
  const inNobodysCircumstances = AsyncLocalStorage.snapshot()
  let isStarted = false

  function begin(): void {
    while (isStarted && !signal.aborted && active.size < mostActive) {
      const job = ready.shift()
      if (job === undefined) return
      active.set(job, inNobodysCircumstances(tryOnce, job))
    }
  }

  async function tryOnce(job: TimedJob): Promise<void> {
    const { kind, data, traceparent } = job
    const number = job.attempts + 1
    const outcome = await outcomeOf(works.run(kind, data, signal, { number, traceparent }))
    active.delete(job)
    if ('result' in outcome) {
      job.ended.resolve(outcome.result)
      onEnd(job, null)
    } else if (!signal.aborted) {
      job.attempts = number
      if (willBeRetried(outcome.error, number)) tryLater(job)
      else giveUp(job, outcome.error)
    }
    begin()
  }

  function giveUp(job: TimedJob, cause: unknown): void {
    const failure = new Failure('unavailable', 'Cannot tell a result: the job was given up', {
      cause,
    })
    job.ended.reject(failure)
    onEnd(job, errorFields(cause).error)
  }

  function tryLater(job: TimedJob): void {
    const pause = setTimeout(
      () => {
        pauses.delete(pause)
        ready.push(job)
        begin()
      },
      pauseAfter(job.attempts, firstPauseMs),
    )
    pauses.add(pause)
  }

  return {
    take(job) {
      ready.push(job)
      begin()
    },
    active: () => active.size,
    start() {
      isStarted = true
      begin()
    },
    async stop() {
      stopping.abort(new Failure('cancelled', 'Cannot go on: the service stops'))
      for (const pause of pauses) clearTimeout(pause)
      await within(stopMs, () => Promise.all(active.values())).catch(() => {})
    },
  }
}

async function outcomeOf(
  work: Promise<unknown>,
): Promise<{ readonly result: unknown } | { readonly error: unknown }> {
  try {
    return { result: await work }
  } catch (error) {
    return { error }
  }
}
