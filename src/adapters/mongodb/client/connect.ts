import { MongoClient, type MongoClientOptions } from 'mongodb'

/** Longest wait of one who wants a connection of the pool, in milliseconds. */
export const waitQueueMs = 500

/**
 * Nothing waits for long, for whoever asks has a limit of his own: while MongoDB is frozen, a
 * connection is given up after `socketTimeoutMS`, and what waits for one after `waitQueueTimeoutMS`.
 * Retries are left to the driver, which repeats no write where that is not safe.
 */
const options = {
  maxPoolSize: 50,
  minPoolSize: 10,
  waitQueueTimeoutMS: waitQueueMs,
  serverSelectionTimeoutMS: 2_000,
  connectTimeoutMS: 2_000,
  socketTimeoutMS: 5_000,
  monitorCommands: true,
} satisfies MongoClientOptions

/**
 * Makes a client that connects with its first command.
 *
 * @throws {Error} If the driver does not take the URI; with none of the driver's words, which may
 * hold parts of a password.
 */
export function connect(uri: string): MongoClient {
  try {
    return new MongoClient(uri, options)
  } catch {
    throw new Error('Cannot use MONGODB_URI: it is not what MongoDB connection strings look like')
  }
}

/** The database that a URI names; `anilibria` if it names none. */
export function databaseNameOf(uri: string): string {
  const [, name = 'anilibria'] = /^[^/]*\/\/[^/]*\/([^?]+)/.exec(uri) ?? []
  return decodeURIComponent(name)
}
