import type { Store } from '../../core/store/store.ts'
import { createSqliteAliases } from './aliases.ts'
import { createSqliteCache } from './cache.ts'
import { openDatabase } from './database.ts'
import { createSqliteEventLog } from './event-log.ts'
import { reach } from './reach.ts'
import { sizeOf } from './size.ts'
import { createSqliteSyncStatus } from './sync-status.ts'
import type { OnUnreadable } from './unreadable.ts'
import { createSqliteOutbox } from './webhooks/outbox.ts'
import { createSqliteWebhookStore } from './webhooks/webhook-store.ts'

export interface SqliteStoreOptions {
  /**
   * Longest wait for another process's write, in milliseconds. The whole process waits, all its
   * requests included; a write that gets no turn fails. Default 500.
   */
  readonly busyMs?: number
  /** How many lists at most; the least recently written go first. Default 1,000. */
  readonly mostLists?: number
  /** Default: nobody is told. */
  readonly onUnreadable?: OnUnreadable
}

export interface SqliteStore extends Store {
  /** Closes the database; a second time does nothing. */
  close(): void
}

/**
 * Opens the store that needs no server: one file, which processes on one machine may share.
 *
 * @param dir The folder it lies in, made if it is not there.
 * @throws {Error} With words for whoever starts the service, if it cannot be used.
 */
export async function openSqliteStore(
  dir: string,
  { busyMs = 500, mostLists = 1_000, onUnreadable = () => {} }: SqliteStoreOptions = {},
): Promise<SqliteStore> {
  const database = await openDatabase(dir, busyMs)
  return {
    titles: createSqliteCache(database, 'titles', { onUnreadable }),
    lists: createSqliteCache(database, 'lists', { most: mostLists, onUnreadable }),
    aliases: createSqliteAliases(database, onUnreadable),
    syncStatus: createSqliteSyncStatus(database, onUnreadable),
    events: createSqliteEventLog(database, onUnreadable),
    webhooks: createSqliteWebhookStore(database, onUnreadable),
    outbox: createSqliteOutbox(database, onUnreadable),
    size: () => reach('tell its size', () => sizeOf(database)),
    close() {
      if (database.isOpen) database.close()
    },
  }
}
