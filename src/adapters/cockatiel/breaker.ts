import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel'
import type { Breaker, BreakerOptions, BreakerState } from '../../core/breaker.ts'
import { Failure } from '../../core/failure.ts'

const names: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { name, openMs = 30_000, probeMs } = options
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
    if (Date.now() - changedAt < probeMs) throw refusal(name, 1000)
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
        throw refusal(name, Math.max(0, changedAt + openMs - Date.now()), error)
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

function refusal(name: string, retryAfterMs: number, cause?: unknown): Failure {
  const message = `Cannot ask ${name}: it has not answered for a while`
  return new Failure('unavailable', message, { retryAfterMs, cause })
}
