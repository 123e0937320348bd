import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq'
import { within } from '../../core/deadline.ts'
import { Failure } from '../../core/failure.ts'
import { mostTries, willBeRetried } from '../../core/jobs/retries.ts'
import type { Works } from '../../core/jobs/works.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import type { Connection } from './connection.ts'
import { place, type Stored } from './queue.ts'

/** How many jobs are done at once. */
const mostActive = 4

/** How long no job is taken after Redis has refused something, in milliseconds. */
const restMs = 1_000

/** How long a stop waits for work that does not heed its signal, in milliseconds. */
const stopMs = 5_000

export interface WorkerOptions {
  readonly connection: Connection
  readonly works: Works
  /** For how long a job stays with a process that is silent, in milliseconds. */
  readonly lockMs: number
  /** Is told what goes wrong between the jobs, once a second at most. */
  readonly onError: (error: Error) => void
}

interface UnderWay {
  readonly stop: AbortController
  readonly over: Promise<unknown>
}

/** Does jobs from now on. */
export function startWorker({ connection, works, lockMs, onError }: WorkerOptions): {
  stop(): Promise<void>
} {
  const underWay = new Map<string, UnderWay>()
  let isStopping = false

  async function doJob(job: Job<Stored>, token?: string): Promise<unknown> {
    const number = job.attemptsMade + 1
    try {
      return await tryOnce(job, number)
    } catch (error) {
      if (isStopping) {
        await job.moveToWait(token)
        throw new WaitingError()
      }
      const { error: reason } = errorFields(error)
      throw willBeRetried(error, number) ? new Error(reason) : new UnrecoverableError(reason)
    } finally {
      underWay.delete(job.id ?? '')
    }
  }

  function tryOnce({ id = '', name, data: { data, traceparent } }: Job<Stored>, number: number) {
    const stop = new AbortController()
    if (isStopping) throw stopped()
    const over = works.run(name, data, stop.signal, { number, traceparent })
    underWay.set(id, { stop, over })
    return over
  }

  const worker = new Worker<Stored>(place.name, doJob, {
    connection: connection.redis,
    prefix: place.prefix,
    skipVersionCheck: true,
    concurrency: mostActive,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: mostTries - 1,
  })
  const rest = restFrom(worker)
  worker.on('error', (error) => {
    if (connection.isReady() && rest.begin()) onError(error)
  })
  worker.on('lockRenewalFailed', (ids) => {
    const reason = new Failure('cancelled', 'Cannot go on: somebody else does the job by now')
    for (const id of ids) underWay.get(id)?.stop.abort(reason)
  })

  return {
    async stop() {
      isStopping = true
      rest.end()
      const closed = worker.close()
      for (const { stop } of underWay.values()) stop.abort(stopped())
      const over = [...underWay.values()].map(({ over }) => over)
      // Without Redis it would not end, and what was done cannot be told any more.
      const end = () => (connection.isReady() ? closed : Promise.allSettled(over))
      await within<unknown>(stopMs, end).catch(() => {})
    },
  }
}

/**
 * BullMQ asks again at once: one that is full, and refuses all, a thousand times a second.
 * `begin` says whether a rest was not under way.
 */
function restFrom(worker: Worker<Stored>): { begin(): boolean; end(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  function resume(): void {
    timer = undefined
    void worker.resume()
  }
  return {
    begin() {
      if (timer !== undefined) return false
      timer = setTimeout(resume, restMs)
      // Jobs under way are not waited for.
      void worker.pause(true)
      return true
    },
    end: () => clearTimeout(timer),
  }
}

function stopped(): Failure {
  return new Failure('cancelled', 'Cannot go on: the service stops')
}
