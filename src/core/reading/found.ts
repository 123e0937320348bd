import type { Answer, Content } from './answer.ts'
import type { Held, LevelName } from './levels.ts'

/** An answer, and how it was come by. */
export interface Found {
  readonly answer: Answer
  /** When it turns stale, in milliseconds since 1970; past, if it is. */
  readonly freshUntil: number
  /** Where it lay; `catalog`: AniLibria was asked. */
  readonly source: LevelName | 'catalog'
  /** `hit`: AniLibria was not waited for. `miss`: it told. `stale`: it was asked in vain. */
  readonly outcome: 'hit' | 'miss' | 'stale'
  /** What AniLibria told just now; `null` for what was kept. */
  readonly content: Content | null
}

/** What is held, as it is given to who asked. */
export function found(
  { answer, freshUntil, level }: Held,
  outcome: Exclude<Found['outcome'], 'miss'>,
): Found {
  return { answer, freshUntil, source: level, outcome, content: null }
}
