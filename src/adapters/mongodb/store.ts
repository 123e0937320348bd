import type { Store } from '../../core/store/store.ts'
import type { Tracer } from '../../telemetry/tracer.ts'
import { createMongodbAliases } from './aliases.ts'
import { createMongodbCache } from './cache.ts'
import { traceCommands } from './client/command-spans.ts'
import { connect, createConnecting, databaseNameOf, waitQueueMs } from './client/connect.ts'
import { type PoolGauges, watchPool } from './client/pool.ts'
import type { Place } from './documents.ts'
import { createMongodbEventLog } from './events/event-log.ts'
import { createEnsureOrder, type IndexesTold, makeIndexes } from './indexes.ts'
import { createMongodbLists } from './lists.ts'
import { createReach } from './reach.ts'
import { createMongodbSyncStatus } from './sync-status.ts'
import type { OnUnreadable, Unreadable } from './unreadable.ts'
import { createMongodbOutbox } from './webhooks/outbox.ts'
import { createMongodbWebhookStore } from './webhooks/webhook-store.ts'

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
  traceCommands(client, tracer)
  const gauges = watchPool(client, { max: client.options.maxPoolSize, waitMs: waitQueueMs })
  const closed = new AbortController()
  const reach = createReach(createConnecting(client, closed.signal))
  const database = client.db(databaseNameOf(uri))
  const indexed = makeIndexes(database, reach, onIndexes, closed.signal)
  const placeOf = (collection: Unreadable['collection']): Place => ({
    documents: database.collection(collection),
    reach,
    onUnreadable: (id) => onUnreadable({ collection, id }),
  })
  const titles = placeOf('titles')

  return {
    ...gauges,
    titles: createMongodbCache(titles),
    lists: createMongodbLists(placeOf('lists'), mostLists),
    aliases: createMongodbAliases(placeOf('aliases')),
    syncStatus: createMongodbSyncStatus(placeOf('sync_status')),
    events: createMongodbEventLog(placeOf('events'), createEnsureOrder(database)),
    webhooks: createMongodbWebhookStore(placeOf('webhooks')),
    outbox: createMongodbOutbox(placeOf('outbox')),
    size: () =>
      reach('tell its size', async (limits) => {
        // A new database begins with them, and takes no room before.
        await indexed
        const stats = await database.command({ dbStats: 1, ...limits })
        const bytes = Number(stats.storageSize) + Number(stats.indexSize)
        return { titles: await titles.documents.estimatedDocumentCount(limits), bytes }
      }),
    check: (signal) =>
      // A ping would be answered to anybody.
      reach(
        'ask MongoDB how it is',
        async (limits) => {
          await titles.documents.findOne({ _id: '' }, { ...limits, projection: { _id: 1 } })
        },
        signal,
      ),
    async close() {
      closed.abort(new Error('The store is closed'))
      await client.close()
    },
  }
}
