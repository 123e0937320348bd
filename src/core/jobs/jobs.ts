/** Every kind of job, and what it is to be done with: JSON. */
export interface JobData {
  /** `force`: also if the stored title is fresh. */
  'sync-title': { readonly titleId: number; readonly force: boolean }
  /** `since`: only titles that AniLibria has touched since then, in milliseconds since 1970. */
  'sync-catalogue': { readonly since: number | null }
  'poll-updates': Readonly<Record<string, never>>
  /** Puts events that webhooks are to be told into the outbox. */
  'tell-webhooks': Readonly<Record<string, never>>
  /** Tells one receiver what it has not taken yet. */
  'deliver-webhook': { readonly receiverId: string }
  /** Removes what is old, and looks how large the store is. */
  'clean-up': Readonly<Record<string, never>>
}

export type JobKind = keyof JobData

/** Those that need no data. */
export type PeriodicKind = 'poll-updates' | 'tell-webhooks' | 'clean-up'

export const jobKinds = [
  'sync-title',
  'sync-catalogue',
  'poll-updates',
  'tell-webhooks',
  'deliver-webhook',
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

/** Which try of a job it is. */
export interface Attempt {
  /** 1 for the first. A try that a stop or a crash interrupted does not count. */
  readonly number: number
  /** What was given to `add`; `null` for periodic work. */
  readonly traceparent: string | null
}

/**
 * Does one job. What it resolves to is the job's result: JSON. What it throws counts as nothing
 * once `signal` has fired, because of a stop, or because another replica does the job now.
 */
export type JobWork<K extends JobKind> = (
  data: JobData[K],
  signal: AbortSignal,
  attempt: Attempt,
) => Promise<unknown>

/**
 * Work that nobody's answer waits for. A job that fails is tried again, after longer and longer
 * pauses, five times in all, unless it fails as `invalid` or `title-not-found`. The queue may be
 * lost: what must outlive a crash lies in the store.
 */
export interface Jobs {
  /** Says who does the jobs of a kind; before `start`. */
  handle<K extends JobKind>(kind: K, work: JobWork<K>): void
  /**
   * Adds a job. While one of the same `name` waits or runs, no other is added.
   *
   * @param name Letters, digits, `-` and `_`.
   * @param traceparent Where in which trace it is added; told to those who do it.
   * @returns The id of the job that will be done.
   * @throws {Failure} `unavailable` if the queue cannot be reached, or is full.
   */
  add<K extends JobKind>(
    kind: K,
    name: string,
    data: JobData[K],
    traceparent?: string | null,
  ): Promise<string>
  /**
   * Waits for the end of a job.
   *
   * @returns Its result, `null` if the work gave none; `undefined` if it has not ended after `waitMs`.
   * @throws {Failure} `unavailable` if it was given up, is not known (any more), or the queue cannot
   * be reached.
   */
  result(id: string, waitMs: number): Promise<unknown>
  /**
   * Adds a job of this kind, named like it and without data, every so often, over all replicas
   * once, and at first at once; before `start`.
   */
  repeat(kind: PeriodicKind, everyMs: number): void
  /** @throws {Failure} `unavailable` if the queue cannot be reached. */
  status(): Promise<JobsStatus>
  /** Begins to do jobs. */
  start(): void
  /**
   * Takes no more jobs, tells those under way to stop, and waits until they have, for a few seconds
   * at most. Where a queue outlives a process, what was interrupted is done again: by another
   * replica, or after the next start.
   */
  stop(): Promise<void>
}
