import type { Catalog } from '../catalog.ts'
import { isAsListed } from '../events/find-changed.ts'
import { titleIn } from '../events/recording-titles.ts'
import { failureCode } from '../failure.ts'
import { keys } from '../reading/keys.ts'
import type { Cache } from '../store/cache.ts'
import type { TitleSummary } from '../title.ts'
import type { CatalogueProgress, TitleFailure } from './catalogue-progress.ts'
import type { Synced, SyncTitles } from './sync-titles.ts'

/** How many titles are asked for at once: their episodes come along, up to a thousand each. */
const mostAtOnce = 25

/** How many failures are remembered with their reasons. */
const mostFailures = 100

export interface SyncPageOptions {
  readonly catalog: Catalog
  readonly stored: Cache
  readonly sync: SyncTitles
}

/**
 * Brings the titles of one page up to date: those that are not stored, or not as the page tells.
 * One title that fails does not stop the others. Rejects if AniLibria or the store cannot be reached.
 */
export type SyncPage = (
  titles: readonly TitleSummary[],
  progress: CatalogueProgress,
  signal: AbortSignal,
) => Promise<CatalogueProgress>

export function createSyncPage({ catalog, stored, sync }: SyncPageOptions): SyncPage {
  async function isOld(summary: TitleSummary, signal: AbortSignal): Promise<boolean> {
    const kept = await stored.read(keys.title(summary.id), signal)
    const title = kept && titleIn(kept)
    return !title || !isAsListed(title, summary)
  }

  /** Whether a failure is the titles' own: then AniLibria answers other questions, and the store too. */
  async function isTheirOwn(error: unknown, signal: AbortSignal): Promise<boolean> {
    const code = failureCode(error)
    if (code !== 'unavailable' && code !== 'timeout') return code === 'invalid'
    const query = { page: 1, limit: 1, sort: 'updated', order: 'desc' } as const
    const others = [
      catalog.page(query, { priority: 'background', signal }),
      stored.read(keys.title(0), signal),
    ]
    return Promise.all(others).then(
      () => true,
      () => false,
    )
  }

  /** What AniLibria leaves out is `not-found`: all, if it cannot tell of some. */
  async function together(
    titleIds: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly Pick<Synced, 'titleId' | 'outcome'>[]> {
    try {
      return await sync.many(titleIds, signal)
    } catch (error) {
      if (!(await isTheirOwn(error, signal))) throw error
      return titleIds.map((titleId) => ({ titleId, outcome: 'not-found' }))
    }
  }

  /** Alone, a title tells why it cannot be had. */
  async function alone(
    titleId: number,
    signal: AbortSignal,
  ): Promise<'synced' | 'unchanged' | TitleFailure> {
    try {
      const { outcome } = await sync.one(titleId, true, signal)
      return outcome === 'not-found' ? { titleId, reason: 'AniLibria does not know it' } : outcome
    } catch (error) {
      if (!(await isTheirOwn(error, signal))) throw error
      return { titleId, reason: (error as Error).message }
    }
  }

  return async function syncPage(titles, progress, signal) {
    const ids = [...new Set(titles.map(({ id }) => id))]
    const byId = new Map(titles.map((title) => [title.id, title]))
    const old = await Promise.all(ids.map((id) => isOld(byId.get(id) as TitleSummary, signal)))
    const wanted = ids.filter((_id, index) => old[index])
    let { synced, unchanged, failed, failures } = progress
    unchanged += ids.length - wanted.length
    for (let start = 0; start < wanted.length; start += mostAtOnce) {
      const some = wanted.slice(start, start + mostAtOnce)
      for (const { titleId, outcome } of await together(some, signal)) {
        const result = outcome === 'not-found' ? await alone(titleId, signal) : outcome
        if (result === 'synced') synced += 1
        else if (result === 'unchanged') unchanged += 1
        else {
          failed += 1
          failures = [...failures, result].slice(0, mostFailures)
        }
      }
    }
    return { ...progress, synced, unchanged, failed, failures }
  }
}
