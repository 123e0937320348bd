import type { EventLog } from '../../src/core/events/event-log.ts'
import type { TitleEvent } from '../../src/core/events/title-event.ts'
import type { Store } from '../../src/core/store/store.ts'
import type { SyncStatus } from '../../src/core/store/sync-status.ts'
import { createFakeAliases } from './fake-aliases.ts'
import { createFakeCache, type FakeCache } from './fake-cache.ts'
import { createFakeOutbox, createFakeWebhookStore } from './fake-webhooks.ts'

export interface FakeStore extends Store {
  readonly titles: FakeCache
}

/** A store in memory. */
export function createFakeStore(): FakeStore {
  const titles = createFakeCache()
  return {
    titles,
    lists: createFakeCache(),
    aliases: createFakeAliases(),
    syncStatus: createFakeSyncStatus(),
    events: createFakeEventLog(),
    webhooks: createFakeWebhookStore(),
    outbox: createFakeOutbox(),
    size: async () => ({ titles: titles.entries.size, bytes: 0 }),
  }
}

/** A store in which nothing works. */
export function createFailingStore(error: unknown): Store {
  const fail = async (): Promise<never> => {
    throw error
  }
  const broken = { read: fail, write: fail, remove: fail }
  return {
    titles: broken,
    lists: broken,
    aliases: { find: fail, learn: fail },
    syncStatus: broken,
    events: { append: fail, after: fail, newest: fail, untold: fail, markTold: fail, prune: fail },
    webhooks: { add: fail, list: fail, remove: fail, disable: fail },
    outbox: {
      add: fail,
      pending: fail,
      postpone: fail,
      remove: fail,
      drop: fail,
      count: fail,
    },
    size: fail,
  }
}

export function createFakeSyncStatus(): SyncStatus {
  const states = new Map<string, string>()
  return {
    read: async (name) => JSON.parse(states.get(name) ?? 'null'),
    async write(name, state) {
      states.set(name, JSON.stringify(state))
    },
  }
}

export function createFakeEventLog(): EventLog {
  let log: TitleEvent[] = []
  const told = new Set<string>()
  return {
    async append(events) {
      const added = events.filter(
        ({ id }, index) =>
          !log.some((known) => known.id === id) &&
          events.findIndex((event) => event.id === id) === index,
      )
      log.push(...added)
      return added
    },
    async after(id, limit) {
      const at = log.findIndex((event) => event.id === id)
      return at < 0 ? null : log.slice(at + 1, at + 1 + limit)
    },
    newest: async (limit, titleId) =>
      log
        .filter((event) => titleId === undefined || event.titleId === titleId)
        .reverse()
        .slice(0, limit),
    untold: async (before, limit) =>
      log.filter(({ id, foundAt }) => foundAt < before && !told.has(id)).slice(0, limit),
    async markTold(ids) {
      for (const id of ids) told.add(id)
    },
    async prune(before) {
      const left = log.filter(({ id, foundAt }) => foundAt >= before || !told.has(id))
      const pruned = log.length - left.length
      log = left
      return pruned
    },
  }
}
