import { createMemoryAliases } from '../../adapters/memory/aliases.ts'
import type { Config } from '../../config.ts'
import type { Catalog } from '../../core/catalog.ts'
import { createFlights } from '../../core/reading/flights.ts'
import { createLevels, type Level, type Levels } from '../../core/reading/levels.ts'
import { createMissing } from '../../core/reading/missing.ts'
import { createReading } from '../../core/reading/reading.ts'
import type { Bus } from '../../core/replicas/bus.ts'
import { tellingLevels } from '../../core/replicas/following-replicas.ts'
import type { Turns } from '../../core/replicas/turns.ts'
import type { Aliases } from '../../core/store/aliases.ts'
import type { Cache } from '../../core/store/cache.ts'
import { layeredAliases } from '../../core/store/layered-aliases.ts'
import type { AnswerStore } from '../../core/store/store.ts'
import { createTitles, type Titles } from '../../core/titles.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { tracedLevels } from '../../telemetry/traced/traced-levels.ts'
import { tracedTitles } from '../../telemetry/traced/traced-titles.ts'

/** What all replicas share besides a store. */
export interface Shared {
  readonly cache: Cache
  readonly aliases: Aliases
}

export interface TitlesParts {
  readonly catalog: Catalog
  readonly memory: Cache
  /** `null`: this process is alone. */
  readonly shared: Shared | null
  /** `null` where nothing survives a restart. */
  readonly store: AnswerStore | null
  readonly turns: Turns
  readonly bus: Bus
}

export interface ComposedTitles {
  readonly titles: Titles
  /** The levels of titles, and the aliases, over another store than the one for requests. */
  levelsOver(titles: Cache): Levels
  aliasesOver(stored: Aliases | undefined): Aliases
}

/** Puts the catalogue's reading together: memory, Redis, the store, AniLibria; what there is of it. */
export function composeTitles(
  config: Config,
  parts: TitlesParts,
  { tracer }: Telemetry,
): ComposedTitles {
  const { catalog, store, turns, bus } = parts
  const memoryMs = config.CACHE_TTL_MEMORY * 1000
  const databaseMs = config.CACHE_TTL_DATABASE * 1000
  const flights = createFlights()
  const missing = createMissing()
  const near = createMemoryAliases()
  const aliasesOver = (stored: Aliases | undefined): Aliases =>
    [near, parts.shared?.aliases, stored]
      .filter((some) => some !== undefined)
      .reduceRight((far, nearer) => layeredAliases(nearer, far))

  const titleLevels = (stored: Cache | undefined): Levels => {
    const ttls = { memory: memoryMs, redis: config.CACHE_TTL_REDIS * 1000, database: databaseMs }
    const levels = levelsOf(parts, stored, ttls)
    return tracedLevels(tellingLevels(levels, bus), tracer)
  }
  const listTtls = { memory: memoryMs, redis: memoryMs, database: memoryMs }
  const listLevels = tracedLevels(levelsOf(parts, store?.lists, listTtls), tracer)
  const titleMs = store ? databaseMs : memoryMs
  const policy = { flights, missing, turns }

  const titles = createTitles({
    catalog,
    aliases: aliasesOver(store?.aliases),
    titles: createReading({ ...policy, levels: titleLevels(store?.titles), ttlMs: titleMs }),
    lists: createReading({ ...policy, levels: listLevels, ttlMs: memoryMs }),
  })
  return { titles: tracedTitles(titles, tracer), levelsOver: titleLevels, aliasesOver }
}

function levelsOf(
  { memory, shared }: TitlesParts,
  stored: Cache | undefined,
  ttls: Readonly<Record<Level['name'], number>>,
): Levels {
  const behind: Level[] = []
  if (shared) behind.push({ name: 'redis', cache: shared.cache, ttlMs: ttls.redis })
  if (stored) behind.push({ name: 'database', cache: stored, ttlMs: ttls.database })
  return createLevels({ name: 'memory', cache: memory, ttlMs: ttls.memory }, behind)
}
