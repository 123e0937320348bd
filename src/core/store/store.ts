import type { Aliases } from './aliases.ts'
import type { Cache } from './cache.ts'

/** What survives a restart (`database` in metrics, spans and `Cache-Status`). */
export interface Store {
  /** Titles: kept for ever. */
  readonly titles: Cache
  /** Lists, search results and the like: the most recently written ones. */
  readonly lists: Cache
  readonly aliases: Aliases
}
