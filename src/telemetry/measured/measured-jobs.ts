import type { Jobs } from '../../core/jobs/jobs.ts'
import { willBeRetried } from '../../core/jobs/retries.ts'
import { errorFields } from '../lines/error-fields.ts'
import type { Telemetry } from '../telemetry.ts'
import { countError } from './count-error.ts'

/**
 * Counts how tries of jobs end, and tells of those that fail; counts what the queue refuses. A try
 * that is interrupted, because of a stop or a crash, counts as nothing: it is done again. Lines
 * are in the trace of a try if this is around `tracedJobs`.
 */
export function measuredJobs(jobs: Jobs, { meter, log }: Pick<Telemetry, 'meter' | 'log'>): Jobs {
  async function counted<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked
    } catch (error) {
      countError(meter, 'jobs', error)
      throw error
    }
  }

  return {
    ...jobs,
    add: (...job) => counted(jobs.add(...job)),
    status: () => counted(jobs.status()),
    handle: (kind, work) =>
      jobs.handle(kind, async (data, signal, attempt) => {
        try {
          const result = await work(data, signal, attempt)
          meter.count('jobs', { kind, result: 'completed' })
          return result
        } catch (error) {
          if (!signal.aborted) {
            const isRetried = willBeRetried(error, attempt.number)
            meter.count('jobs', { kind, result: isRetried ? 'retried' : 'failed' })
            countError(meter, 'jobs', error)
            const fields = { job: kind, attempt: attempt.number, ...errorFields(error) }
            log.write(isRetried ? 'jobRetried' : 'jobGivenUp', fields)
          }
          throw error
        }
      }),
  }
}
