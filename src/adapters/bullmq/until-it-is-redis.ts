import { setTimeout } from 'node:timers/promises'
import type { Connection } from './connection.ts'

/** How soon it is asked again, in milliseconds. */
const pauseMs = 250

/**
 * Resolves once whoever listens there has answered as Redis does, or `stopped` has fired. Of one who
 * says something else to everything, a worker of BullMQ's asks for jobs without a pause.
 */
export async function untilItIsRedis(
  { redis, reach }: Pick<Connection, 'redis' | 'reach'>,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    const answer = await reach('begin to do jobs', () => redis.ping()).catch(() => null)
    if (answer === 'PONG') return
    await setTimeout(pauseMs, undefined, { ref: false })
  }
}
