import type { Guard } from '../store/guard.ts'
import { alone, type Turns } from './turns.ts'

/** Gives everybody the turn when it takes too long to find out whose it is. */
export function guardedTurns(turns: Turns, guard: Guard): Turns {
  return {
    async take(key) {
      const taking = turns.take(key)
      let isLate = false
      // A turn that comes too late would be nobody's, and keep all others waiting.
      void taking.then((turn) => (isLate ? turn?.end(false) : undefined)).catch(() => {})
      try {
        return await guard(() => taking)
      } catch {
        isLate = true
        return alone.take(key)
      }
    },
  }
}
