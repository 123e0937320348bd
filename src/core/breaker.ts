export type BreakerState = 'closed' | 'open' | 'half-open'

/** Stops asking when nobody answers, and tries again with one question at a time. */
export interface Breaker {
  /**
   * Does the work, unless it is known to be in vain.
   *
   * @param work Is told whether it is the probe, upon which the state depends: then it must not
   * stop because its caller leaves, and whatever it throws keeps the breaker open.
   * @throws {Failure} `unavailable` without doing the work; else as the work does.
   */
  run<T>(work: (probing: boolean) => Promise<T>): Promise<T>
  state(): BreakerState
}

export interface BreakerOptions {
  /** Who is asked, for the message of a refusal. */
  readonly name: string
  /** Which errors of the work count against it. */
  readonly counts: (error: unknown) => boolean
  readonly onChange: (state: BreakerState) => void
  /** After how many in a row it opens. Default 5. */
  readonly failures?: number
  /** How long it stays open. Default 30 s. */
  readonly openMs?: number
  /** After which time a probe is taken for dead: on workerd work can vanish without an end. */
  readonly probeMs: number
}

export type CreateBreaker = (options: BreakerOptions) => Breaker

/** For what needs none: every piece of work is done. */
export const unbroken: Breaker = { run: (work) => work(false), state: () => 'closed' }
