import { createMemoryAliases } from '../adapters/memory/aliases.ts'
import { createMemoryCache } from '../adapters/memory/cache.ts'
import type { Config } from '../config.ts'
import type { Cache } from '../core/cache.ts'
import type { Catalog } from '../core/catalog.ts'
import { createFlights } from '../core/flights.ts'
import { layeredAliases } from '../core/layered-aliases.ts'
import { createLevels, type Level } from '../core/levels.ts'
import { createMissing } from '../core/missing.ts'
import { createReading, type Reading } from '../core/reading.ts'
import type { Store } from '../core/store.ts'
import { createTitles, type Titles } from '../core/titles.ts'

export interface TitlesParts {
  readonly catalog: Catalog
  /** `null` where nothing survives a restart. */
  readonly store: Store | null
  /** How much memory answers may take. */
  readonly memoryBytes: number
}

/** Puts the catalogue's reading together: memory, then the store if there is one, then AniLibria. */
export function composeTitles(
  config: Config,
  { catalog, store, memoryBytes }: TitlesParts,
): Titles {
  const memoryMs = config.CACHE_TTL_MEMORY * 1000
  const databaseMs = config.CACHE_TTL_DATABASE * 1000
  const cache = createMemoryCache({ maxBytes: memoryBytes })
  const aliases = createMemoryAliases()
  const flights = createFlights()
  const missing = createMissing()

  function readingOf(stored: Cache | undefined, storedMs: number): Reading {
    const memory: Level = { name: 'memory', cache, ttlMs: memoryMs }
    const behind: Level[] = stored ? [{ name: 'database', cache: stored, ttlMs: storedMs }] : []
    const levels = createLevels(memory, behind)
    return createReading({ levels, flights, missing, ttlMs: stored ? storedMs : memoryMs })
  }

  return createTitles({
    catalog,
    aliases: store ? layeredAliases(aliases, store.aliases) : aliases,
    titles: readingOf(store?.titles, databaseMs),
    lists: readingOf(store?.lists, memoryMs),
  })
}
