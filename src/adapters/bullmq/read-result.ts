import type { Queue } from 'bullmq'
import { Failure } from '../../core/failure.ts'

/**
 * Reads what a job has ended with; `undefined` if it has not ended. BullMQ's own `waitUntilFinished`
 * is of no use here: what fails in it is a rejection that nobody can handle.
 *
 * @throws {Failure} `unavailable` if it was given up, or there is no such job.
 */
export async function readResult(queue: Queue, id: string): Promise<unknown> {
  const [state, value] = (await queue.getBackend().isFinished(id, true)) as [number, string]
  if (state === 0) return undefined
  if (state === 1) return JSON.parse(value)
  const why = state === 2 ? 'the job was given up' : 'no such job'
  throw new Failure('unavailable', `Cannot tell a result: ${why}`, { cause: new Error(value) })
}
