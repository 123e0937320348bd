import type { Guard } from '../store/guard.ts'
import { alone, type Turns } from './turns.ts'

/** Gives everybody the turn when it takes too long to find out whose it is. */
export function guardedTurns(turns: Turns, guard: Guard): Turns {
  return { take: (key) => guard(() => turns.take(key)).catch(() => alone.take(key)) }
}
