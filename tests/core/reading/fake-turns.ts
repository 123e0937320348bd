import type { Turns } from '../../../src/core/replicas/turns.ts'

/** Turns that all replicas of a test share: a turn that ended well is not given again. */
export interface FakeTurns extends Turns {
  /** How each turn ended, in order. */
  readonly ended: readonly string[]
}

export function createFakeTurns(): FakeTurns {
  const taken = new Set<string>()
  const ended: string[] = []
  return {
    ended,
    async take(key) {
      if (taken.has(key)) return null
      taken.add(key)
      return {
        async end(done) {
          ended.push(`${key} ${done ? 'done' : 'in vain'}`)
          if (!done) taken.delete(key)
        },
      }
    },
  }
}
