import type { Catalog } from '../../core/catalog.ts'
import { createFindChanged } from '../../core/events/find-changed.ts'
import { createFollower } from '../../core/events/follower.ts'
import { createHub, type Hub } from '../../core/events/hub.ts'
import { createWatchState } from '../../core/events/watch-state.ts'
import { createWatcher, type Watch } from '../../core/events/watcher.ts'
import { Failure } from '../../core/failure.ts'
import type { Bus } from '../../core/replicas/bus.ts'
import type { Store } from '../../core/store/store.ts'
import type { SyncTitles } from '../../core/sync/sync-titles.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'

export interface WatchParts {
  readonly catalog: Catalog
  readonly store: Store
  readonly sync: SyncTitles
}

/** Puts the watcher together. A look that AniLibria or the store fails is made again at the next period. */
export function composeWatch(
  { catalog, store, sync }: WatchParts,
  { log, tracer }: Telemetry,
): Watch {
  const state = createWatchState(store.syncStatus)
  const findChanged = createFindChanged(store.titles)
  const watch = createWatcher({ catalog, state, findChanged, sync, now: Date.now })
  return async (signal) => {
    try {
      const looked = await watch(signal)
      tracer.underWay('job').set({ 'titles.fetched': looked.fetched })
      if (looked.first) log.write('catalogueFirstSeen', {})
      return looked
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      log.write('lookFailed', errorFields(error))
      return { first: false, fetched: 0, failed: 0 }
    }
  }
}

export interface Following {
  readonly hub: Hub
  start(): void
  /** Something was appended here. */
  appended(): void
  stop(): void
}

/** Puts together what gives each event to those who wait in this process, whoever appended it. */
export function composeFollowing(
  { events }: Pick<Store, 'events'>,
  bus: Bus,
  { log }: Telemetry,
): Following {
  const hub = createHub()
  const follower = createFollower({
    events,
    publish: hub.publish,
    onFailure: (error) => log.write('storeFailed', errorFields(error)),
  })
  bus.listen(({ kind }) => {
    if (kind === 'appended') follower.wake()
  })
  return {
    hub,
    start: follower.start,
    stop: follower.stop,
    appended() {
      follower.wake()
      void bus.tell({ kind: 'appended' })
    },
  }
}
