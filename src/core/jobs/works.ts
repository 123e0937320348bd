import type { Attempt, JobKind, Jobs, JobWork } from './jobs.ts'

/** Who does the jobs of which kind. */
export interface Works {
  readonly handle: Jobs['handle']
  /**
   * Does one try of a job.
   *
   * @param kind As it was added, perhaps by another version of this service.
   * @param data What was given to `add` with it.
   * @returns What the work resolves to; `null` for nothing.
   */
  run(kind: string, data: unknown, signal: AbortSignal, attempt: Attempt): Promise<unknown>
}

export function createWorks(): Works {
  const works = new Map<string, JobWork<JobKind>>()
  return {
    // Each kind only ever gets its own data.
    handle: (kind, work) => void works.set(kind, work as unknown as JobWork<JobKind>),
    async run(kind, data, signal, attempt) {
      const work = works.get(kind)
      if (work === undefined) throw new Error(`Cannot do a job: nobody does those of kind ${kind}`)
      return (await work(data as never, signal, attempt)) ?? null
    },
  }
}
