import { createMemoryAliases } from '../../src/adapters/memory/aliases.ts'
import { createFlights } from '../../src/core/reading/flights.ts'
import { createLevels } from '../../src/core/reading/levels.ts'
import { createMissing } from '../../src/core/reading/missing.ts'
import { createReading, type Reader, type Reading } from '../../src/core/reading/reading.ts'
import { alone } from '../../src/core/replicas/turns.ts'
import type { Aliases } from '../../src/core/store/aliases.ts'
import type { Title } from '../../src/core/title.ts'
import { createTitles, type Titles } from '../../src/core/titles.ts'
import { createFakeCache, type FakeCache } from './fake-cache.ts'
import { createFakeCatalog, type FakeCatalog } from './fake-catalog.ts'

export interface TitlesWorld {
  readonly titles: Titles
  readonly catalog: FakeCatalog
  readonly aliases: Aliases
  /** Everything that is kept: for a minute. */
  readonly memory: FakeCache
  readonly reader: Reader
  pass(ms: number): void
}

export function createTitlesWorld(...known: readonly Title[]): TitlesWorld {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const now = (): number => time
  const memory = createFakeCache()
  const catalog = createFakeCatalog(...known)
  const aliases = createMemoryAliases()
  const levels = createLevels({ name: 'memory', cache: memory, ttlMs: 60_000 }, [], now)
  const missing = createMissing({ now })
  const flights = createFlights()
  const reading: Reading = createReading({
    levels,
    missing,
    flights,
    turns: alone,
    ttlMs: 60_000,
    now,
  })
  return {
    titles: createTitles({ catalog, aliases, titles: reading, lists: reading }),
    catalog,
    aliases,
    memory,
    reader: {
      signal: undefined,
      onward: (work) => work(),
      detach: (work) => work(),
      hold: (work) => void work.catch(() => {}),
    },
    pass(ms) {
      time += ms
    },
  }
}
