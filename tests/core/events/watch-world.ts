import { createFindChanged } from '../../../src/core/events/find-changed.ts'
import { recordingTitles } from '../../../src/core/events/recording-titles.ts'
import {
  createReadWatched,
  createWatchState,
  type WatchState,
} from '../../../src/core/events/watch-state.ts'
import { createWatcher, type Looked } from '../../../src/core/events/watcher.ts'
import { createLevels } from '../../../src/core/reading/levels.ts'
import { createSyncTitles } from '../../../src/core/sync/sync-titles.ts'
import type { Title } from '../../../src/core/title.ts'
import { createFakeCache } from '../../support/fake-cache.ts'
import { createFakeCatalog, type FakeCatalog } from '../../support/fake-catalog.ts'
import { createFakeStore, type FakeStore } from '../../support/fake-store.ts'

/** A watcher over a catalog and a store that can be looked at, with a clock of its own. */
export interface WatchWorld {
  readonly catalog: FakeCatalog
  readonly store: FakeStore
  readonly state: WatchState
  /** Looks once. */
  look(): Promise<Looked>
  /** Fetches a title as a visitor or a job would. */
  fetch(titleId: number): Promise<unknown>
  pass(ms: number): void
  /** The ids of all events in the log, in its order. */
  events(): Promise<readonly string[]>
  /** What was asked since the last time. */
  asked(): readonly string[]
}

export function createWatchWorld(...titles: readonly Title[]): WatchWorld {
  let time = Date.parse('2026-01-10T12:00:00Z')
  const now = () => time
  const catalog = createFakeCatalog(...titles)
  const store = createFakeStore()
  const state = createWatchState(store.syncStatus)
  const stored = recordingTitles(store.titles, {
    events: store.events,
    watched: createReadWatched(state),
    traceparent: () => null,
    onWritten() {},
    now,
  })
  const memory = { name: 'memory', cache: createFakeCache(), ttlMs: 1000 } as const
  const levels = createLevels(memory, [{ name: 'database', cache: stored, ttlMs: 1000 }], now)
  const sync = createSyncTitles({ catalog, aliases: store.aliases, stored, levels, now })
  const findChanged = createFindChanged(stored)
  const watch = createWatcher({ catalog, state, findChanged, sync, now })
  const { signal } = new AbortController()
  let seen = 0
  return {
    catalog,
    store,
    state,
    look: () => watch(signal),
    fetch: (titleId) => sync.one(titleId, true, signal),
    pass(ms) {
      time += ms
    },
    events: async () => (await store.events.newest(1000)).map(({ id }) => id).reverse(),
    asked() {
      const asked = catalog.asked.slice(seen)
      seen = catalog.asked.length
      return asked
    },
  }
}
