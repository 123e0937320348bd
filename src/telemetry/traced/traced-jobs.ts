import type { Jobs } from '../../core/jobs/jobs.ts'
import type { Scope } from '../scope.ts'
import { traceparentOf } from '../trace-ids.ts'
import type { Tracer } from '../tracer.ts'

/** Puts a span around every try of a job, in the trace of who has added it. */
export function tracedJobs(jobs: Jobs, tracer: Tracer, scope: Scope): Jobs {
  return {
    ...jobs,
    add(kind, name, data, traceparent = traceparentHere(scope)) {
      return jobs.add(kind, name, data, traceparent)
    },
    handle: (kind, work) =>
      jobs.handle(kind, (data, signal, attempt) =>
        tracer.detached('job', async () => work(data, signal, attempt), {
          name: `job ${kind}`,
          attributes: { 'job.kind': kind, 'job.attempt': attempt.number },
          parent: attempt.traceparent,
        }),
      ),
  }
}

function traceparentHere(scope: Scope): string | null {
  const here = scope.current()
  return here === undefined ? null : traceparentOf(here.trace)
}
