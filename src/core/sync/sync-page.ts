import { isAsListed } from '../events/find-changed.ts'
import { titleIn } from '../events/recording-titles.ts'
import { failureCode } from '../failure.ts'
import { keys } from '../reading/keys.ts'
import type { Cache } from '../store/cache.ts'
import type { TitleSummary } from '../title.ts'
import type { CatalogueProgress, TitleFailure } from './catalogue-progress.ts'
import type { SyncTitles } from './sync-titles.ts'

/** How many titles are asked for at once: their episodes come along, up to a thousand each. */
const mostAtOnce = 25

/** How many failures are remembered with their reasons. */
const mostFailures = 100

export interface SyncPageOptions {
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

export function createSyncPage({ stored, sync }: SyncPageOptions): SyncPage {
  async function isOld(summary: TitleSummary, signal: AbortSignal): Promise<boolean> {
    const kept = await stored.read(keys.title(summary.id), signal)
    const title = kept && titleIn(kept)
    return !title || !isAsListed(title, summary)
  }

  /** Alone, a title tells why it cannot be had. */
  async function alone(titleId: number, signal: AbortSignal): Promise<TitleFailure | null> {
    try {
      const { outcome } = await sync.one(titleId, true, signal)
      return outcome === 'not-found' ? { titleId, reason: 'AniLibria does not know it' } : null
    } catch (error) {
      if (failureCode(error) !== 'invalid') throw error
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
      for (const { titleId, outcome } of await sync.many(
        wanted.slice(start, start + mostAtOnce),
        signal,
      )) {
        const failure = outcome === 'not-found' ? await alone(titleId, signal) : null
        if (failure !== null) {
          failed += 1
          failures = [...failures, failure].slice(0, mostFailures)
        } else if (outcome === 'unchanged') unchanged += 1
        else synced += 1
      }
    }
    return { ...progress, synced, unchanged, failed, failures }
  }
}
