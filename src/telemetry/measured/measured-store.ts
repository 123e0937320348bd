import type { EventLog } from '../../core/events/event-log.ts'
import type { Far } from '../../core/soon.ts'
import type { Aliases } from '../../core/store/aliases.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { Store } from '../../core/store/store.ts'
import type { SyncStatus } from '../../core/store/sync-status.ts'
import type { Outbox } from '../../core/webhooks/outbox.ts'
import type { WebhookStore } from '../../core/webhooks/webhook-store.ts'
import type { Meter } from '../meter.ts'
import type { Labels } from '../metrics.ts'
import { countError } from './count-error.ts'

export interface MeasuredStoreOptions {
  readonly meter: Meter
  /** Milliseconds since some moment, never put back. Default `performance.now`. */
  readonly clock?: () => number
}

type Operation = Labels<'databaseOperations'>['operation']
type Collection = Labels<'databaseOperations'>['collection']
type Measured = <T>(
  operation: Operation,
  collection: Collection,
  work: () => Promise<T>,
) => Promise<T>

/** Counts and times every operation of a store, and counts what fails. */
export function measuredStore(
  { titles, lists, aliases, syncStatus, events, webhooks, outbox, size }: Store,
  { meter, clock = () => performance.now() }: MeasuredStoreOptions,
): Store {
  const measured = measuredBy(meter, clock)
  return {
    titles: cacheOf(titles, 'titles', measured),
    lists: cacheOf(lists, 'lists', measured),
    aliases: aliasesOf(aliases, measured),
    syncStatus: syncStatusOf(syncStatus, measured),
    events: eventsOf(events, measured),
    webhooks: webhooksOf(webhooks, measured),
    outbox: outboxOf(outbox, measured),
    size: () => measured('find', 'titles', size),
  }
}

function measuredBy(meter: Meter, clock: () => number): Measured {
  return async (operation, collection, work) => {
    const startedAt = clock()
    let result: 'ok' | 'error' = 'error'
    try {
      const done = await work()
      result = 'ok'
      return done
    } catch (error) {
      countError(meter, 'database', error)
      throw error
    } finally {
      meter.count('databaseOperations', { operation, collection, result })
      const seconds = (clock() - startedAt) / 1000
      meter.time('databaseOperationDuration', { operation, collection }, seconds)
    }
  }
}

function cacheOf(cache: Far<Cache>, collection: Collection, measured: Measured): Far<Cache> {
  return {
    read: (key, signal) => measured('find', collection, () => cache.read(key, signal)),
    write: (key, kept) => measured('write', collection, () => cache.write(key, kept)),
    remove: (key) => measured('delete', collection, () => cache.remove(key)),
  }
}

function aliasesOf(aliases: Far<Aliases>, measured: Measured): Far<Aliases> {
  return {
    find: (alias, signal) => measured('find', 'aliases', () => aliases.find(alias, signal)),
    learn: (alias, id) => measured('write', 'aliases', () => aliases.learn(alias, id)),
  }
}

function syncStatusOf(status: SyncStatus, measured: Measured): SyncStatus {
  return {
    read: (name) => measured('find', 'sync_status', () => status.read(name)),
    write: (name, state) => measured('write', 'sync_status', () => status.write(name, state)),
  }
}

function eventsOf(log: EventLog, measured: Measured): EventLog {
  const find = <T>(work: () => Promise<T>) => measured('find', 'events', work)
  const write = <T>(work: () => Promise<T>) => measured('write', 'events', work)
  return {
    append: (events) => write(() => log.append(events)),
    after: (id, limit) => find(() => log.after(id, limit)),
    newest: (limit, titleId) => find(() => log.newest(limit, titleId)),
    untold: (before, limit) => find(() => log.untold(before, limit)),
    markTold: (ids) => write(() => log.markTold(ids)),
    prune: (before) => measured('delete', 'events', () => log.prune(before)),
  }
}

function webhooksOf(webhooks: WebhookStore, measured: Measured): WebhookStore {
  return {
    add: (webhook) => measured('write', 'webhooks', () => webhooks.add(webhook)),
    list: () => measured('find', 'webhooks', webhooks.list),
    remove: (id) => measured('delete', 'webhooks', () => webhooks.remove(id)),
    disable: (id, at, reason) =>
      measured('write', 'webhooks', () => webhooks.disable(id, at, reason)),
  }
}

function outboxOf(outbox: Outbox, measured: Measured): Outbox {
  const write = <T>(work: () => Promise<T>) => measured('write', 'outbox', work)
  const remove = <T>(work: () => Promise<T>) => measured('delete', 'outbox', work)
  return {
    add: (ids, event, at) => write(() => outbox.add(ids, event, at)),
    pending: (id, limit) => measured('find', 'outbox', () => outbox.pending(id, limit)),
    postpone: (delivery, nextAt) => write(() => outbox.postpone(delivery, nextAt)),
    remove: (delivery) => remove(() => outbox.remove(delivery)),
    drop: (id) => remove(() => outbox.drop(id)),
    count: () => measured('find', 'outbox', outbox.count),
  }
}
