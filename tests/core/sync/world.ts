import { createMemoryAliases } from '../../../src/adapters/memory/aliases.ts'
import type { Catalog, PageQuery } from '../../../src/core/catalog.ts'
import { Failure } from '../../../src/core/failure.ts'
import { createLevels } from '../../../src/core/reading/levels.ts'
import type { Aliases } from '../../../src/core/store/aliases.ts'
import { createSyncPage, type SyncPage } from '../../../src/core/sync/sync-page.ts'
import { createSyncTitles, type SyncTitles } from '../../../src/core/sync/sync-titles.ts'
import type { Title, TitleSummary } from '../../../src/core/title.ts'
import { createFakeCache, type FakeCache } from '../../support/fake-cache.ts'
import { createFakeCatalog, type FakeCatalog } from '../../support/fake-catalog.ts'
import { createFakeStore, type FakeStore } from '../../support/fake-store.ts'
import { titleOf } from '../../support/titles.ts'

/** Everything that brings stored titles up to date, over a catalogue that can be spoiled. */
export interface SyncWorld {
  readonly catalog: FakeCatalog
  readonly store: FakeStore
  readonly memory: FakeCache
  readonly aliases: Aliases
  readonly syncTitles: SyncTitles
  readonly syncPage: SyncPage
  now(): number
  pass(ms: number): void
  /** Goes on being listed; asked for, AniLibria does this. */
  spoil(titleId: number, how: Spoiled): void
  /** Titles that AniLibria was asked for, alone or together, since the last call. */
  askedFor(): readonly string[]
}

/**
 * `unknown`: it says that there is none. `broken`: a list leaves it out, and alone it cannot be
 * told. `poison`: neither can a list be told that it is in. An error: that alone rejects with it.
 */
export type Spoiled = 'unknown' | 'broken' | 'poison' | Error

export const staying = new AbortController().signal

/** A title that AniLibria touched so many minutes after its beginning. */
export function touchedAt(id: number, minutes: number, said: Partial<Title> = {}): Title {
  const time = new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString()
  return titleOf(id, { fresh_at: time, updated_at: time, ...said })
}

export function createSyncWorld(...known: readonly Title[]): SyncWorld {
  let time = Date.UTC(2026, 0, 2)
  const now = (): number => time
  const spoiled = new Map<number, Spoiled>()
  const catalog = spoilable(paged(createFakeCatalog(...known)), spoiled)
  const store = createFakeStore()
  const stored = store.titles
  const memory = createFakeCache()
  const aliases = createMemoryAliases()
  const levels = createLevels(
    { name: 'memory', cache: memory, ttlMs: 60_000 },
    [{ name: 'database', cache: stored, ttlMs: 3_600_000 }],
    now,
  )
  const syncTitles = createSyncTitles({ catalog, aliases, stored, levels, now })
  let seen = 0
  return {
    catalog,
    store,
    memory,
    aliases,
    syncTitles,
    syncPage: createSyncPage({ catalog, stored, sync: syncTitles }),
    now,
    pass(ms) {
      time += ms
    },
    spoil: (titleId, how) => void spoiled.set(titleId, how),
    askedFor() {
      const asked = catalog.asked.slice(seen).filter((question) => !question.startsWith('page'))
      seen = catalog.asked.length
      return asked
    },
  }
}

/** Lists page by page, by when titles were touched. */
function paged(catalog: FakeCatalog): FakeCatalog {
  async function page(query: PageQuery, ask: Parameters<Catalog['page']>[1]) {
    const { titles, total } = await catalog.page(query, ask)
    const { page, limit, order } = query
    const later = order === 'desc' ? -1 : 1
    const sorted = titles.toSorted((one, other) => (isLater(one, other) ? later : -later))
    const shown = sorted.slice((page - 1) * limit, page * limit)
    return { titles: shown, total, pages: Math.ceil(total / limit) }
  }
  return { ...catalog, page }
}

function isLater(one: TitleSummary, other: TitleSummary): boolean {
  return (one.fresh_at ?? '') > (other.fresh_at ?? '')
}

function spoilable(catalog: FakeCatalog, spoiled: ReadonlyMap<number, Spoiled>): FakeCatalog {
  const unreachable = () => new Failure('unavailable', 'Cannot reach AniLibria: no host answers')
  return {
    ...catalog,
    async title(id, ask) {
      const title = await catalog.title(id, ask)
      const how = spoiled.get(Number(id))
      if (how instanceof Error) throw how
      if (how === 'broken' || how === 'poison') throw unreachable()
      return how === 'unknown' ? null : title
    },
    async details(ids, ask) {
      const titles = await catalog.details(ids, ask)
      if (ids.some((id) => spoiled.get(id) === 'poison')) throw unreachable()
      return titles.filter(({ id }) => !spoiled.has(id))
    },
  }
}
