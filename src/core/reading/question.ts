import type { Ask } from '../catalog.ts'
import type { Content } from './answer.ts'

/** What AniLibria told. */
export interface Told {
  /** Under which key it is to be kept: the question's own, unless that was a second name for it. */
  readonly key: string
  readonly content: Content
  /** Is called once it is kept, before anybody is answered. Never rejects. */
  onKept?(): Promise<void>
}

/** Something one can ask for: under which key it is kept, and how AniLibria is asked for it. */
export interface Question {
  readonly key: string
  /** `null`: AniLibria knows no such thing. Rejects as `Catalog` does. */
  fetch(ask: Ask): Promise<Told | null>
  /** The key of what this was a second name for, once somebody has learned that; else `null`. */
  keptUnder?(): Promise<string | null>
}
