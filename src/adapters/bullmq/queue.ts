import { type DefaultJobOptions, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { mostTries } from '../../core/jobs/retries.ts'

/** What is stored with a job. */
export interface Stored {
  readonly data: unknown
  readonly traceparent: string | null
}

/** Where the queue lies in Redis: under keys that no cache entry has. */
export const place = { name: 'anilibria-jobs', prefix: 'anilibria:bull' } as const

/** @param firstPauseMs Longest pause after the first failure of a job, in milliseconds. */
export function openQueue(redis: Redis, firstPauseMs: number): Queue<Stored> {
  const defaultJobOptions: DefaultJobOptions = {
    attempts: mostTries,
    backoff: { type: 'exponential', delay: firstPauseMs, jitter: 0.5 },
    removeOnComplete: { age: 3_600, count: 1_000 },
    removeOnFail: { age: 7 * 86_400, count: 100 },
    // Nobody reads them.
    stackTraceLimit: 0,
  }
  const queue = new Queue<Stored>(place.name, {
    connection: redis,
    prefix: place.prefix,
    // The check prints what it thinks of Redis' settings.
    skipVersionCheck: true,
    // Nobody reads them.
    streams: { events: { maxLen: 100 } },
    defaultJobOptions,
  })
  queue.on('error', () => {
    // Whoever asks is told.
  })
  return queue
}
