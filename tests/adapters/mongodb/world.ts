import { setTimeout } from 'node:timers/promises'
import { type Db, MongoClient } from 'mongodb'
import {
  type MongodbStore,
  type MongodbStoreOptions,
  openMongodbStore,
} from '../../../src/adapters/mongodb/store.ts'
import { startMongodb } from '../../servers/mongodb.ts'
import type { Server } from '../../servers/running/start-server.ts'

/** A server of one's own that speaks MongoDB's protocol. */
export interface World {
  readonly server: Server
  /** Where an empty database lies. */
  emptyUri(): string
  open(uri: string, options?: Partial<MongodbStoreOptions>): MongodbStore
  /** The same in an empty database. */
  openEmpty(options?: Partial<MongodbStoreOptions>): MongodbStore
  /** The database at an address, for somebody else to write to. */
  database(uri: string): Db
  /** Freezes the server, and waits until it has taken notice. */
  freeze(): Promise<void>
  /** Closes what was opened, and ends it. */
  end(): Promise<void>
}

/** Makes no spans. */
const tracer = { begin: () => ({ set() {}, event() {}, end() {} }) }

export async function createWorld(): Promise<World> {
  const server = await startMongodb()
  const others = new MongoClient(server.url)
  const opened: MongodbStore[] = []
  let databases = 0

  function emptyUri(): string {
    databases += 1
    return `${server.url}/database${databases}`
  }

  function open(uri: string, options: Partial<MongodbStoreOptions> = {}): MongodbStore {
    const store = openMongodbStore(uri, { tracer, ...options })
    opened.push(store)
    return store
  }

  return {
    server,
    emptyUri,
    open,
    openEmpty: (options) => open(emptyUri(), options),
    database: (uri) => others.db(new URL(uri).pathname.slice(1)),
    async freeze() {
      server.freeze()
      await setTimeout(50)
    },
    async end() {
      await others.close()
      await Promise.all(opened.map((store) => store.close()))
      await server.stop()
    },
  }
}
