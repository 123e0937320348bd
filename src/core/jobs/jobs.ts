/** Every kind of job, and what it is to be done with: JSON. */
export interface JobData {
  /** `force`: also if the stored title is fresh. */
  'sync-title': { readonly titleId: number; readonly force: boolean }
  /** `since`: only titles that AniLibria has touched since then, in milliseconds since 1970. */
  'sync-catalogue': { readonly since: number | null }
  'poll-updates': Readonly<Record<string, never>>
  /** Removes what is old, and looks how large the store is. */
  'clean-up': Readonly<Record<string, never>>
}

export type JobKind = keyof JobData

export const jobKinds = [
  'sync-title',
  'sync-catalogue',
  'poll-updates',
  'clean-up',
] as const satisfies readonly JobKind[]

/** A job that is given up. */
export interface FailedJob {
  readonly id: string
  readonly kind: string
  readonly attempts: number
  /** When it failed for the last time, in milliseconds since 1970. */
  readonly failedAt: number
  /** Why, fit for the log. */
  readonly reason: string
}

export interface JobsStatus {
  /** How many wait for their turn, or for their next try. */
  readonly waiting: number
  readonly active: number
  /** The last ones that were given up, newest first, at most 100. */
  readonly failed: readonly FailedJob[]
}

/** Does one job. What it resolves to is the job's result: JSON. */
export type JobWork<K extends JobKind> = (data: JobData[K], signal: AbortSignal) => Promise<unknown>

/**
 * Work that nobody's answer waits for. A job that fails is tried again, after longer and longer
 * pauses, five times in all. The queue may be lost: what must outlive a crash lies in the store.
 */
export interface Jobs {
  /** Says who does the jobs of a kind; before `start`. */
  handle<K extends JobKind>(kind: K, work: JobWork<K>): void
  /**
   * Adds a job. While one of the same `name` waits or runs, no other is added.
   *
   * @param name Letters, digits, `-` and `_`.
   * @returns The id of the job that will be done.
   * @throws {Failure} `unavailable` if the queue cannot be reached.
   */
  add<K extends JobKind>(kind: K, name: string, data: JobData[K]): Promise<string>
  /**
   * Waits for the end of a job.
   *
   * @returns Its result; `undefined` if it has not ended after `waitMs`.
   * @throws {Failure} `unavailable` if it was given up, or the queue cannot be reached.
   */
  result(id: string, waitMs: number): Promise<unknown>
  /** Does jobs of this kind, without data, every so often: one replica each time. */
  repeat(kind: 'poll-updates' | 'clean-up', everyMs: number): void
  /** @throws {Failure} `unavailable` if the queue cannot be reached. */
  status(): Promise<JobsStatus>
  /** Begins to do jobs. */
  start(): void
  /** Takes no more jobs, tells those under way to stop, and waits until they have. */
  stop(): Promise<void>
}
