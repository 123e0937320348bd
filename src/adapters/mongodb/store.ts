import type { Store } from '../../core/store/store.ts'
import type { Tracer } from '../../telemetry/tracer.ts'
import { createMongodbAliases } from './aliases.ts'
import { createMongodbCache } from './cache.ts'
import { traceCommands } from './client/command-spans.ts'
import { connect, databaseNameOf, waitQueueMs } from './client/connect.ts'
import { type PoolGauges, watchPool } from './client/pool.ts'
import type { Document } from './documents.ts'
import { createMongodbEventLog } from './events/event-log.ts'
import { createEnsureOrder, type IndexesTold, makeIndexes } from './indexes.ts'
import { createMongodbLists } from './lists.ts'
import { limits, reach } from './reach.ts'
import { createMongodbSyncStatus } from './sync-status.ts'
import type { OnUnreadable } from './unreadable.ts'

export interface MongodbStoreOptions {
  readonly tracer: Pick<Tracer, 'begin'>
  /** How many lists are kept; the least recently written go first. Default 1,000. */
  readonly mostLists?: number
  /** Is told how making the indexes goes, at each try. Default: nobody is. */
  readonly onIndexes?: (told: IndexesTold) => void
  /** Default: nobody is told. */
  readonly onUnreadable?: OnUnreadable
}

export interface MongodbStore extends Store, PoolGauges {
  /** Rejects with `Failure` if MongoDB does not answer (`unavailable`) or refuses us (`denied`). */
  check(signal: AbortSignal): Promise<void>
  /** Closes all connections; what is under way fails. A second time does nothing. */
  close(): Promise<void>
}

/**
 * Opens the store that many processes share. Waits for nobody: MongoDB may be down, or refuse us,
 * and the store works as soon as that has passed.
 *
 * @param uri A connection string of MongoDB; its database is `anilibria` if it names none.
 * @throws {Error} With words for whoever starts the service, if this is no such string.
 */
export function openMongodbStore(
  uri: string,
  { tracer, mostLists = 1_000, onIndexes = () => {}, onUnreadable = () => {} }: MongodbStoreOptions,
): MongodbStore {
  const client = connect(uri)
  const database = client.db(databaseNameOf(uri))
  const documents = (name: string) => database.collection<Document>(name)
  const titles = documents('titles')
  traceCommands(client, tracer)
  const gauges = watchPool(client, { max: client.options.maxPoolSize, waitMs: waitQueueMs })
  const closing = new AbortController()
  void makeIndexes(database, onIndexes, closing.signal)

  return {
    ...gauges,
    titles: createMongodbCache(titles, 'titles', onUnreadable),
    lists: createMongodbLists(documents('lists'), { most: mostLists, onUnreadable }),
    aliases: createMongodbAliases(documents('aliases'), onUnreadable),
    syncStatus: createMongodbSyncStatus(documents('sync_status'), onUnreadable),
    events: createMongodbEventLog(documents('events'), {
      ensureOrder: createEnsureOrder(database),
      onUnreadable,
    }),
    size: () =>
      reach('tell its size', async () => {
        const stats = await database.command({ dbStats: 1, ...limits })
        const bytes = Number(stats.storageSize) + Number(stats.indexSize)
        return { titles: await titles.estimatedDocumentCount(limits), bytes }
      }),
    check: (signal) =>
      // A ping would be answered to anybody.
      reach('ask MongoDB how it is', async () => {
        await titles.findOne({ _id: '' }, { ...limits, signal, projection: { _id: 1 } })
      }),
    async close() {
      closing.abort()
      await client.close()
    },
  }
}
