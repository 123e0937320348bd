import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel'
import { Failure } from '../../../core/failure.ts'

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

const names: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { openMs = 30_000, probeMs } = options
  let policy = createPolicy(options)
  let changedAt = 0
  listen()

  function listen(): void {
    const mine = policy
    mine.onStateChange((state) => {
      if (mine !== policy) return
      changedAt = Date.now()
      options.onChange(names[state])
    })
  }

  /** A second question would wait inside the policy: without limit, and on another's request. */
  function refuseWhileProbing(): void {
    if (policy.state !== CircuitState.HalfOpen) return
    if (Date.now() - changedAt < probeMs) throw refusal(1000)
    policy = createPolicy(options, policy.toJSON())
    listen()
  }

  return {
    async run(work) {
      refuseWhileProbing()
      const probing = policy.state === CircuitState.Open
      try {
        return await policy.execute(() => work(probing))
      } catch (error) {
        if (!isBrokenCircuitError(error)) throw error
        throw refusal(Math.max(0, changedAt + openMs - Date.now()), error)
      }
    },
    state: () => names[policy.state],
  }
}

function createPolicy(
  { counts, failures = 5, openMs = 30_000 }: BreakerOptions,
  initialState?: unknown,
) {
  const breaker = new ConsecutiveBreaker(failures)
  // The policy takes an error that does not count for a success, and would close upon it.
  const filter = handleWhen((error) => policy.state === CircuitState.HalfOpen || counts(error))
  const policy = circuitBreaker(filter, { breaker, halfOpenAfter: openMs, initialState })
  return policy
}

function refusal(retryAfterMs: number, cause?: unknown): Failure {
  const message = 'Cannot ask AniLibria: it has not answered for a while'
  return new Failure('unavailable', message, { retryAfterMs, cause })
}
