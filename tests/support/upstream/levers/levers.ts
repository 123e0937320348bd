import type { Fault } from './faults.ts'
import type { Lever } from './lever.ts'

/** What one request meets. */
export interface Met extends Lever {
  readonly fault: Fault
  /** Resolves when the levers move again. */
  readonly over: Promise<void>
}

/** The positions of one upstream's levers. */
export interface Levers {
  pull(lever: Lever): void
  reset(): void
  /** As pulled; `times` is what is left of it. */
  position(): Lever & { readonly fault: Fault; readonly country: string }
  /** What a request to this path meets, `null` if it is served as it should. Counts the request. */
  meet(path: string): Met | null
}

interface Pulled extends Lever {
  readonly fault: Fault
}

export function createLevers(): Levers {
  let pulled: Pulled = { fault: 'none' }
  let country = 'GE'
  let seen = 0
  let moved = Promise.withResolvers<void>()

  function set(next: Pulled): void {
    pulled = next
    seen = 0
    moved.resolve()
    moved = Promise.withResolvers()
  }
  function spend(): void {
    if (pulled.times === undefined) return
    // Not `set`: what already hangs keeps hanging when the last of the `times` is spent.
    pulled = pulled.times > 1 ? { ...pulled, times: pulled.times - 1 } : { fault: 'none' }
  }
  return {
    pull({ country: told, fault, ...options }) {
      country = told ?? country
      if (fault !== undefined) set({ fault, ...options })
    },
    reset() {
      country = 'GE'
      set({ fault: 'none' })
    },
    position: () => ({ ...pulled, country }),
    meet(path) {
      const { fault, share = 1, path: start = '/' } = pulled
      if (fault === 'none' || !path.startsWith(start)) return null
      seen += 1
      if (!falls(seen, share)) return null
      const met = { ...pulled, over: moved.promise }
      spend()
      return met
    },
  }
}

/** Spreads a share evenly: of 0.25, the fourth, the eighth, … request falls in it. */
function falls(nth: number, share: number): boolean {
  const upTo = (n: number) => Math.floor(n * share + 1e-9)
  return upTo(nth) > upTo(nth - 1)
}
