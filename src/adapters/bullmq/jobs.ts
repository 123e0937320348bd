import { setTimeout } from 'node:timers/promises'
import type { Jobs } from '../../core/jobs/jobs.ts'
import { createWorks, type Works } from '../../core/jobs/works.ts'
import { openConnection } from './connection.ts'
import { openQueue, type Stored } from './queue.ts'
import { readResult } from './read-result.ts'
import { readStatus } from './read-status.ts'
import { keepScheduled, type Period, schedule, tick } from './schedule.ts'
import { untilItIsRedis } from './until-it-is-redis.ts'
import { startWorker } from './worker.ts'

export interface BullmqJobsOptions {
  readonly url: string
  /** Is told what goes wrong between the jobs, once a second at most; the loss of Redis mostly is not. */
  readonly onError: (error: Error) => void
  /** The pause after a job's first failure, at most, in milliseconds. Default 1 s. */
  readonly firstPauseMs?: number
  /**
   * For how long a job stays with a process that is silent, in milliseconds: after a crash somebody
   * else does it after up to twice that time. Default 30 s.
   */
  readonly lockMs?: number
}

export interface BullmqJobs extends Jobs {
  /** How many connections to Redis are open. */
  connections(): number
}

/** How often it is looked whether a job has ended whose result somebody waits for. */
const lookMs = 100

/** Jobs that all replicas with one Redis share, and that outlive them. Waits for no connection. */
export function createBullmqJobs(options: BullmqJobsOptions): BullmqJobs {
  const { url, onError, firstPauseMs = 1_000, lockMs = 30_000 } = options
  const connection = openConnection(url)
  const queue = openQueue(connection.redis, firstPauseMs)
  const works = createWorks()
  const periods: Period[] = []
  let stop = async (): Promise<void> => {}

  async function add(kind: string, name: string, stored: Stored): Promise<string> {
    // With an id of its own it is not added twice if Redis was lost before it could answer.
    const own = { jobId: crypto.randomUUID(), deduplication: { id: name } }
    const { id = own.jobId } = await connection.reach('add a job', () =>
      queue.add(kind, stored, own),
    )
    return id
  }

  async function run(...[kind, data, ...rest]: Parameters<Works['run']>): Promise<unknown> {
    if (kind !== tick) return works.run(kind, data, ...rest)
    // The schedule may be older than this process, whose settings do not ask for it.
    const period = periods.find(({ kind }) => kind === data)
    if (period) await add(period.kind, period.kind, { data: {}, traceparent: null })
    return null
  }

  return {
    handle: works.handle,
    add: (kind, name, data, traceparent = null) => add(kind, name, { data, traceparent }),
    async result(id, waitMs) {
      const end = performance.now() + waitMs
      for (;;) {
        const ended = await connection.reach('tell a result', () => readResult(queue, id))
        const leftMs = end - performance.now()
        if (ended !== undefined || leftMs <= 0) return ended
        await setTimeout(Math.min(lookMs, leftMs))
      }
    },
    repeat: (kind, everyMs) => void periods.push({ kind, everyMs }),
    status: () => connection.reach('tell about jobs', () => readStatus(queue)),
    start() {
      const stopping = new AbortController()
      let worker: ReturnType<typeof startWorker> | undefined
      void untilItIsRedis(connection, stopping.signal).then(() => {
        if (stopping.signal.aborted) return
        worker = startWorker({ connection, works: { ...works, run }, lockMs, onError })
      })
      const unschedule = keepScheduled(periods, (period) =>
        connection.reach('schedule a job', () => schedule(queue, period)),
      )
      stop = async () => {
        stopping.abort()
        unschedule()
        await worker?.stop()
      }
    },
    async stop() {
      await stop()
      connection.close()
    },
    connections: connection.connections,
  }
}
