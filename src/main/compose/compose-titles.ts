import { createMemoryAliases } from '../../adapters/memory/aliases.ts'
import { createMemoryCache } from '../../adapters/memory/cache.ts'
import type { Config } from '../../config.ts'
import type { Catalog } from '../../core/catalog.ts'
import { createFlights } from '../../core/reading/flights.ts'
import { createLevels, type Level } from '../../core/reading/levels.ts'
import { createMissing } from '../../core/reading/missing.ts'
import { createReading, type Reading } from '../../core/reading/reading.ts'
import type { Cache } from '../../core/store/cache.ts'
import { layeredAliases } from '../../core/store/layered-aliases.ts'
import type { AnswerStore } from '../../core/store/store.ts'
import { createTitles, type Titles } from '../../core/titles.ts'
import { createHitRate } from '../../telemetry/measured/hit-rate.ts'
import { measuredCache } from '../../telemetry/measured/measured-cache.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { tracedCache } from '../../telemetry/traced/traced-cache.ts'
import { tracedLevels } from '../../telemetry/traced/traced-levels.ts'
import { tracedTitles } from '../../telemetry/traced/traced-titles.ts'

export interface TitlesParts {
  readonly catalog: Catalog
  /** `null` where nothing survives a restart. */
  readonly store: AnswerStore | null
  /** How much memory answers may take. */
  readonly memoryBytes: number
}

/** Puts the catalogue's reading together: memory, then the store if there is one, then AniLibria. */
export function composeTitles(
  config: Config,
  { catalog, store, memoryBytes }: TitlesParts,
  telemetry: Telemetry,
): Titles {
  const memoryMs = config.CACHE_TTL_MEMORY * 1000
  const databaseMs = config.CACHE_TTL_DATABASE * 1000
  const cache = composeMemory(memoryBytes, telemetry)
  const aliases = createMemoryAliases()
  const flights = createFlights()
  const missing = createMissing()

  function readingOf(stored: Cache | undefined, storedMs: number): Reading {
    const memory: Level = { name: 'memory', cache, ttlMs: memoryMs }
    const behind: Level[] = stored ? [{ name: 'database', cache: stored, ttlMs: storedMs }] : []
    const levels = tracedLevels(createLevels(memory, behind), telemetry.tracer)
    return createReading({ levels, flights, missing, ttlMs: stored ? storedMs : memoryMs })
  }

  const titles = createTitles({
    catalog,
    aliases: store ? layeredAliases(aliases, store.aliases) : aliases,
    titles: readingOf(store?.titles, databaseMs),
    lists: readingOf(store?.lists, memoryMs),
  })
  return tracedTitles(titles, telemetry.tracer)
}

function composeMemory(maxBytes: number, { meter, tracer }: Telemetry): Cache {
  const memory = createMemoryCache({ maxBytes })
  const hitRate = createHitRate()
  const labels = { cache_level: 'memory' } as const
  meter.watch('cacheSize', labels, memory.sizeBytes)
  meter.watch('cacheHitRate', labels, hitRate.read)
  return tracedCache(measuredCache(memory, { level: 'memory', meter, hitRate }), 'memory', tracer)
}
