import type { Synced, SyncTitles } from '../../core/sync/sync-titles.ts'
import { errorFields } from '../lines/error-fields.ts'
import type { Telemetry } from '../telemetry.ts'
import { countError } from './count-error.ts'

const action = 'sync_title'

/** Logs and counts the bringing up to date of titles. */
export function measuredSync(
  sync: SyncTitles,
  { log, meter }: Pick<Telemetry, 'log' | 'meter'>,
): SyncTitles {
  function completed({ titleId, outcome, episodes }: Synced): void {
    if (outcome === 'not-found') return
    meter.count('titlesSynced', { source: 'anilibria_api' })
    const episodes_count = episodes ?? undefined
    log.write('titleSyncCompleted', { title_id: titleId, action, episodes_count })
  }

  function failed(titleId: number | undefined, error: unknown): void {
    countError(meter, 'title_sync', error)
    log.write('titleSyncFailed', { title_id: titleId, action, ...errorFields(error) })
  }

  return {
    async one(titleId, force, signal) {
      log.write('titleSyncStarted', { title_id: titleId, action })
      try {
        const synced = await sync.one(titleId, force, signal)
        completed(synced)
        return synced
      } catch (error) {
        failed(titleId, error)
        throw error
      }
    },
    async many(titleIds, signal) {
      try {
        const all = await sync.many(titleIds, signal)
        all.forEach(completed)
        return all
      } catch (error) {
        failed(undefined, error)
        throw error
      }
    },
  }
}
