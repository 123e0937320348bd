import type { Queue } from 'bullmq'
import type { JobKind } from '../../core/jobs/jobs.ts'
import type { Stored } from './queue.ts'

/** The kind of job that adds another one, and is over. */
export const tick = 'tick'

/** How often the schedule is looked at: Redis may have lost it, or was not there. */
const lookMs = 5_000

export interface Period {
  readonly kind: JobKind
  readonly everyMs: number
}

/**
 * Sees to it that the queue has a schedule, of all replicas the same.
 *
 * @returns What ends that; the schedule stays.
 */
export function keepScheduled(
  periods: readonly Period[],
  schedule: (period: Period) => Promise<void>,
): () => void {
  const look = (): void => {
    for (const period of periods) void schedule(period).catch(() => {})
  }
  look()
  const looking = setInterval(look, lookMs)
  return () => clearInterval(looking)
}

/**
 * Lets a tick come once per period over all replicas: it then adds the job, unless that is still
 * waiting or under way. To schedule it again would send a tick that waits to the end of the queue.
 */
export async function schedule(queue: Queue<Stored>, { kind, everyMs }: Period): Promise<void> {
  const known = await queue.getJobScheduler(kind)
  if (known?.every === everyMs) return
  await queue.upsertJobScheduler(
    kind,
    { every: everyMs },
    {
      name: tick,
      data: { data: kind, traceparent: null },
      opts: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    },
  )
}
