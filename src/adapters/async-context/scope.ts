import { AsyncLocalStorage } from 'node:async_hooks'
import type { Circumstances, Scope } from '../../telemetry/scope.ts'

/** Follows promises and timers, on all four runtimes. */
export function createScope(): Scope {
  const storage = new AsyncLocalStorage<Circumstances>()
  return {
    current: () => storage.getStore(),
    run: (circumstances, work) => storage.run(circumstances, work),
  }
}
