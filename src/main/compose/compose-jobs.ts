import type { Catalog } from '../../core/catalog.ts'
import type { EventLog } from '../../core/events/event-log.ts'
import type { Watch } from '../../core/events/watcher.ts'
import type { Jobs } from '../../core/jobs/jobs.ts'
import type { Store } from '../../core/store/store.ts'
import { readProgress } from '../../core/sync/catalogue-progress.ts'
import { createSyncCatalogue, type SyncCatalogue } from '../../core/sync/sync-catalogue.ts'
import { createSyncPage } from '../../core/sync/sync-page.ts'
import { createSyncTitles, type SyncTitles } from '../../core/sync/sync-titles.ts'
import { measuredSync } from '../../telemetry/measured/measured-sync.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import type { ComposedTitles } from './compose-titles.ts'

/** How often what is old is removed, in milliseconds. */
const cleanUpMs = 3_600_000

/** How long events are kept, in milliseconds: 7 days. */
const eventsKeptMs = 7 * 86_400_000

export interface SyncParts {
  readonly catalog: Catalog
  readonly store: Store
  readonly titles: ComposedTitles
}

export interface ComposedSync {
  readonly titles: SyncTitles
  readonly catalogue: SyncCatalogue
}

/** Puts together what brings stored titles up to date. */
export function composeSync(
  { catalog, store, titles }: SyncParts,
  telemetry: Telemetry,
): ComposedSync {
  const now = Date.now
  const stored = store.titles
  const levels = titles.levelsOver(stored)
  const aliases = titles.aliasesOver(store.aliases)
  const plain = createSyncTitles({ catalog, aliases, stored, levels, now })
  const sync = measuredSync(plain, telemetry)
  const syncPage = createSyncPage({ catalog, stored, sync })
  const catalogue = createSyncCatalogue({ catalog, status: store.syncStatus, syncPage, now })
  return { titles: sync, catalogue }
}

export interface Work {
  readonly sync: ComposedSync
  readonly watch: Watch
  /** How often AniLibria is looked at, in milliseconds; 0: never. */
  readonly watchMs: number
  readonly events: EventLog
}

/** Says who does which job, and what is done every so often. */
export function assignJobs(jobs: Jobs, { sync, watch, watchMs, events }: Work): void {
  jobs.handle('sync-title', ({ titleId, force }, signal) => sync.titles.one(titleId, force, signal))
  jobs.handle('sync-catalogue', ({ since }, signal) =>
    sync.catalogue({ since, signal, onProgress() {} }),
  )
  jobs.handle('poll-updates', (_data, signal) => watch(signal))
  jobs.handle('clean-up', async () => ({ events: await events.prune(Date.now() - eventsKeptMs) }))
  if (watchMs > 0) jobs.repeat('poll-updates', watchMs)
  jobs.repeat('clean-up', cleanUpMs)
}

/** Goes on with a synchronisation of the catalogue that a crash has interrupted. */
export async function resumeCatalogue(jobs: Jobs, store: Store): Promise<void> {
  const progress = await readProgress(store.syncStatus)
  if (progress === null || progress.finishedAt !== null) return
  await jobs.add('sync-catalogue', 'catalogue', { since: progress.since })
}
