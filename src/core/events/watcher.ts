import type { Catalog } from '../catalog.ts'
import type { SyncTitles } from '../sync/sync-titles.ts'
import type { TitleSummary } from '../title.ts'
import type { FindChanged } from './find-changed.ts'
import { listCatalogue } from './list-catalogue.ts'
import type { Listed, Look, WatchState } from './watch-state.ts'

/** How many titles are asked for at once. */
const mostAtOnce = 25

const limit = 50

/** How far AniLibria's clock may be behind ours, in milliseconds. */
const marginMs = 600_000

/** How often the whole list is walked, for changes that do not bring a title to its head. */
const walkMs = 3_600_000

export interface WatcherOptions {
  readonly catalog: Catalog
  readonly state: WatchState
  readonly findChanged: FindChanged
  readonly sync: SyncTitles
  readonly now: () => number
}

/** For how long a look that could not fetch a title keeps later ones from counting, in milliseconds. */
const mostBehindMs = 86_400_000

/** What one look came upon. */
export interface Looked {
  /** Whether it was the first one, which tells nobody. */
  readonly first: boolean
  /** How many titles were fetched. */
  readonly fetched: number
  /** How many could not be. */
  readonly failed: number
}

/**
 * Looks once at what AniLibria has changed, and fetches that: whoever writes a title records what is
 * news. A look that fails is made again, from where the last completed one began.
 */
export type Watch = (signal: AbortSignal) => Promise<Looked>

export function createWatcher(options: WatcherOptions): Watch {
  const { catalog, state, findChanged, sync, now } = options

  async function fetchChanged(
    summaries: readonly TitleSummary[],
    listed: Listed,
    signal: AbortSignal,
  ): Promise<Pick<Looked, 'fetched' | 'failed'>> {
    let failed = 0
    const ids = await findChanged(summaries, listed, signal)
    for (let start = 0; start < ids.length; start += mostAtOnce) {
      const outcomes = await sync.many(ids.slice(start, start + mostAtOnce), signal)
      for (const { titleId, outcome } of outcomes) {
        // Left out of the answer for many, perhaps broken: alone, it tells why.
        if (outcome === 'not-found' && !(await isFetched(titleId, signal))) failed += 1
      }
    }
    return { fetched: ids.length - failed, failed }
  }

  async function isFetched(titleId: number, signal: AbortSignal): Promise<boolean> {
    try {
      await sync.one(titleId, true, signal)
      return true
    } catch (error) {
      if (signal.aborted) throw error
      return false
    }
  }

  async function lookAgain(look: Look, listed: Listed, signal: AbortSignal): Promise<Looked> {
    const startedAt = now()
    const ask = { priority: 'background', signal } as const
    const walks = startedAt - look.walkedAt >= walkMs
    let { fetched, failed } = await fetchChanged(await catalog.updates(limit, ask), listed, signal)
    for (let page = 1, isDone = false; !isDone; page += 1) {
      const query = { page, limit, sort: 'updated', order: 'desc' } as const
      const { titles, pages } = await catalog.page(query, ask)
      const changed = await fetchChanged(titles, listed, signal)
      fetched += changed.fetched
      failed += changed.failed
      const reached = titles.some(({ fresh_at }) => Date.parse(fresh_at ?? '') < look.since)
      isDone = page >= pages || (reached && !walks)
    }
    const walkedAt = walks ? startedAt : look.walkedAt
    // What one title lacks is news until it was fetched, so the look is not completed without it.
    const since = failed > 0 ? Math.max(look.since, startedAt - mostBehindMs) : startedAt - marginMs
    await state.keepLook({ since, walkedAt })
    return { first: false, fetched, failed }
  }

  return async function watch(signal) {
    const [look, listed] = await Promise.all([state.readLook(), state.readListed()])
    if (look !== null && listed !== null) return lookAgain(look, listed, signal)
    const startedAt = now()
    await state.keepListed(await listCatalogue(catalog, signal))
    await state.keepLook({ since: startedAt - marginMs, walkedAt: startedAt })
    return { first: true, fetched: 0, failed: 0 }
  }
}
