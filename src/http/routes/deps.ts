import type { Context } from 'hono'
import type { Reader } from '../../core/reading/reading.ts'
import type { Titles } from '../../core/titles.ts'
import type { Env } from '../env.ts'

/** What the catalogue's routes need. */
export interface CatalogueDeps {
  readonly titles: Titles
  /** Who asks, and how this runtime holds work that outlives the answer. */
  readonly reader: (c: Context<Env>) => Reader
  /** Milliseconds since 1970. */
  readonly now: () => number
}
