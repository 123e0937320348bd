import { AsyncLocalStorage } from 'node:async_hooks'
import type { Circumstances, Scope } from '../../telemetry/scope.ts'

/** Follows promises and timers, on all four runtimes. */
export function createScope(): Scope {
  const storage = new AsyncLocalStorage<Circumstances>()
  /** Those of what is being done at once, if they are others than the storage's. */
  let here: Circumstances | undefined

  function inPlaceOf<T>(next: Circumstances | undefined, work: () => T): T {
    const before = here
    here = next
    try {
      return work()
    } finally {
      here = before
    }
  }

  function run<T>(circumstances: Circumstances, work: () => T): T {
    if (here === undefined) return storage.run(circumstances, work)
    return inPlaceOf(undefined, () => storage.run(circumstances, work))
  }

  return {
    current: () => here ?? storage.getStore(),
    run,
    runAtOnce: inPlaceOf,
    onward: (work) => (here === undefined ? work() : run(here, work)),
  }
}
