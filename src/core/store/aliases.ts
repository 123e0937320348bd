import type { Soon } from '../soon.ts'

/**
 * Knows which title an alias belongs to, so that a title is kept once, under its id.
 *
 * A method rejects only with `Failure('unavailable')`. What answers at once does not fail.
 */
export interface Aliases {
  /** The title's id; `null` for an alias never learned, or lost. */
  find(alias: string, signal?: AbortSignal): Soon<number | null>
  /** Remembers an alias; one that has moved to another title belongs to that from now on. */
  learn(alias: string, id: number): Soon<void>
}
