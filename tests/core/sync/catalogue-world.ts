import type { Catalog } from '../../../src/core/catalog.ts'
import { type CatalogueProgress, readProgress } from '../../../src/core/sync/catalogue-progress.ts'
import { createSyncCatalogue } from '../../../src/core/sync/sync-catalogue.ts'
import { createSyncWorld, type SyncWorld, touchedAt } from './world.ts'

/** What happens after a page was done. */
export type AfterPage = (progress: CatalogueProgress, stop: AbortController) => void

export interface CatalogueWorld extends SyncWorld {
  /** What was kept in the store after each page, last of all at the end. */
  readonly kept: readonly CatalogueProgress[]
  readonly told: readonly CatalogueProgress[]
  /** Runs once, `since` this minute of the catalogue's time. */
  run(since?: number | null, afterPage?: AfterPage): Promise<CatalogueProgress>
  /** The pages that were asked for since the last call, in order. */
  pages(): readonly number[]
  /** What lies in the store. */
  progress(): Promise<CatalogueProgress | null>
}

/** A catalogue of so many titles: the one with the greatest id was touched last. */
export function createCatalogueWorld(count: number): CatalogueWorld {
  const titles = Array.from({ length: count }, (_, index) => touchedAt(index + 1, index + 1))
  const world = createSyncWorld(...titles)
  const { catalog, store, syncPage, now } = world
  const { syncStatus } = store
  const kept: CatalogueProgress[] = []
  const told: CatalogueProgress[] = []
  let asked: number[] = []
  const noting: Catalog = {
    ...catalog,
    page(query, ask) {
      asked.push(query.page)
      return catalog.page(query, ask)
    },
  }
  const status = {
    ...syncStatus,
    async write(name: string, state: unknown) {
      await syncStatus.write(name, state)
      kept.push(state as CatalogueProgress)
    },
  }
  const syncCatalogue = createSyncCatalogue({ catalog: noting, status, syncPage, now })
  return {
    ...world,
    kept,
    told,
    run(minutes = null, afterPage = () => {}) {
      const stop = new AbortController()
      const since = minutes === null ? null : Date.UTC(2026, 0, 1, 0, minutes)
      const onProgress = (progress: CatalogueProgress): void => {
        told.push(progress)
        afterPage(progress, stop)
      }
      return syncCatalogue({ since, signal: stop.signal, onProgress })
    },
    pages() {
      const pages = asked
      asked = []
      return pages
    },
    progress: () => readProgress(syncStatus),
  }
}
