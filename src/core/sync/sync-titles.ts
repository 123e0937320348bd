import type { Ask, Catalog } from '../catalog.ts'
import { makeAnswer } from '../reading/answer.ts'
import { keys } from '../reading/keys.ts'
import type { Levels } from '../reading/levels.ts'
import type { Aliases } from '../store/aliases.ts'
import type { Cache, Kept } from '../store/cache.ts'
import type { Title } from '../title.ts'

/** What came of one title. `unchanged`: what is stored is what AniLibria tells, or is still fresh. */
export interface Synced {
  readonly titleId: number
  readonly outcome: 'synced' | 'unchanged' | 'not-found'
  /** How many episodes it has; `null` if it was not asked for. */
  readonly episodes: number | null
}

/** Brings stored titles up to date. Unlike for visitors, a store that fails is a failure. */
export interface SyncTitles {
  /** `force`: also if what is stored is fresh. Rejects as `Catalog` and `Cache` do. */
  one(titleId: number, force: boolean, signal: AbortSignal): Promise<Synced>
  /** Titles of at most 50 ids, by one question to AniLibria; what it leaves out is `not-found`. */
  many(titleIds: readonly number[], signal: AbortSignal): Promise<readonly Synced[]>
}

export interface SyncTitlesOptions {
  readonly catalog: Catalog
  readonly aliases: Aliases
  /** The store's titles. */
  readonly stored: Cache
  /** Every level, that store among them. */
  readonly levels: Levels
  readonly now: () => number
}

export function createSyncTitles(options: SyncTitlesOptions): SyncTitles {
  const { catalog, aliases, stored, levels, now } = options

  async function keep(title: Title, before: Kept | null, ask: Ask): Promise<Synced> {
    const content = { data: title, country: await catalog.country(ask) }
    const answer = await makeAnswer(content, now(), before?.answer ?? null)
    await levels.write(keys.title(title.id), answer)
    if (title.alias !== null) await aliases.learn(title.alias, title.id)
    return {
      titleId: title.id,
      outcome: answer.etag === before?.answer.etag ? 'unchanged' : 'synced',
      episodes: title.episodes.list.length,
    }
  }

  return {
    async one(titleId, force, signal) {
      const before = await stored.read(keys.title(titleId), signal)
      if (!force && before !== null && before.freshUntil > now()) {
        return { titleId, outcome: 'unchanged', episodes: null }
      }
      const ask: Ask = { priority: 'background', signal }
      const title = await catalog.title(titleId, ask)
      if (title === null) return { titleId, outcome: 'not-found', episodes: null }
      return keep(title, before, ask)
    },
    async many(titleIds, signal) {
      const ask: Ask = { priority: 'background', signal }
      const titles = new Map(
        (await catalog.details(titleIds, ask)).map((title) => [title.id, title]),
      )
      return Promise.all(
        titleIds.map(async (titleId): Promise<Synced> => {
          const title = titles.get(titleId)
          if (title === undefined) return { titleId, outcome: 'not-found', episodes: null }
          return keep(title, await stored.read(keys.title(titleId), signal), ask)
        }),
      )
    },
  }
}
