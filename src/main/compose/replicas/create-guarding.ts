import { createBreaker } from '../../../adapters/cockatiel/breaker.ts'
import { createGuard, type Guard } from '../../../core/store/guard.ts'
import { errorFields } from '../../../telemetry/lines/error-fields.ts'
import type { Telemetry } from '../../../telemetry/telemetry.ts'

/** Longest wait of a request for Redis or the store, each time, in milliseconds. */
export const waitMs = 100

/** For how long one that has failed is left alone, in milliseconds. */
const openMs = 500

export interface Guarding {
  readonly service: 'redis' | 'mongodb'
  readonly event: 'redisFailed' | 'storeFailed'
  /** After how many failures in a row it is left alone. */
  readonly failures: number
}

/** A guard around something over the network, with a breaker whose state is a metric. */
export function createGuarding(
  { service, event, failures }: Guarding,
  { log, meter }: Pick<Telemetry, 'log' | 'meter'>,
): Guard {
  const states = { closed: 0, open: 1, 'half-open': 2 } as const
  const breaker = createBreaker({
    name: service,
    counts: () => true,
    onChange: (state) => log.write('breakerChanged', { breaker: service, state }),
    failures,
    openMs,
    probeMs: waitMs + 1000,
  })
  meter.watch('circuitBreakerState', { service }, () => states[breaker.state()])
  return createGuard({
    waitMs,
    breaker,
    onFailure: (error) => log.write(event, errorFields(error)),
  })
}
