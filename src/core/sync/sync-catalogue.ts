import type { Catalog, TitlePage } from '../catalog.ts'
import type { SyncStatus } from '../store/sync-status.ts'
import {
  type CatalogueProgress,
  keepProgress,
  newProgress,
  readProgress,
} from './catalogue-progress.ts'
import type { SyncPage } from './sync-page.ts'

const limit = 50

export interface SyncCatalogueOptions {
  readonly catalog: Catalog
  readonly status: SyncStatus
  readonly syncPage: SyncPage
  readonly now: () => number
}

export interface SyncRun {
  /** `null`: all titles. */
  readonly since: number | null
  readonly signal: AbortSignal
  /** Is told after each page. */
  readonly onProgress: (progress: CatalogueProgress) => void
}

/**
 * Brings every stored title up to date that the catalogue says has changed, page by page. One that
 * was interrupted is gone on with at the page it was on. Rejects as `Catalog` and `SyncStatus` do.
 */
export type SyncCatalogue = (run: SyncRun) => Promise<CatalogueProgress>

export function createSyncCatalogue(options: SyncCatalogueOptions): SyncCatalogue {
  const { catalog, status, syncPage, now } = options

  const readPage = (page: number, signal: AbortSignal): Promise<TitlePage> =>
    catalog.page(
      { page, limit, sort: 'updated', order: 'desc' },
      { priority: 'background', signal },
    )

  async function begin(since: number | null): Promise<CatalogueProgress> {
    const last = await readProgress(status)
    const goesOn =
      last !== null && last.finishedAt === null && (last.since === null) === (since === null)
    return goesOn ? last : newProgress(since, now())
  }

  /** Titles that were updated meanwhile have moved to the front, past us. */
  async function catchUp(progress: CatalogueProgress, { signal }: SyncRun) {
    let caughtUp = progress
    for (let page = 1; page <= (progress.pages ?? 0); page += 1) {
      const { titles } = await readPage(page, signal)
      const moved = titles.filter(({ fresh_at }) => isSince(fresh_at, progress.startedAt))
      // Those that are as they should be were counted before.
      const { unchanged } = caughtUp
      caughtUp = { ...(await syncPage(moved, caughtUp, signal)), unchanged }
      if (moved.length < titles.length) break
    }
    return caughtUp
  }

  return async function syncCatalogue(run) {
    let progress = await begin(run.since)
    const { since } = progress
    for (let done = false; !done; ) {
      run.signal.throwIfAborted()
      const { titles, pages, total } = await readPage(progress.page, run.signal)
      const wanted = titles.filter(({ fresh_at }) => since === null || isSince(fresh_at, since))
      progress = await syncPage(wanted, { ...progress, pages, total }, run.signal)
      done = progress.page >= pages || wanted.length < titles.length
      if (!done) progress = { ...progress, page: progress.page + 1 }
      await keepProgress(status, progress)
      run.onProgress(progress)
    }
    progress = { ...(await catchUp(progress, run)), finishedAt: now() }
    await keepProgress(status, progress)
    run.onProgress(progress)
    return progress
  }
}

function isSince(freshAt: string | null, since: number): boolean {
  return freshAt !== null && Date.parse(freshAt) >= since
}
