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

/** How long a failed connection is not tried again, in milliseconds. */
const pauseMs = 500

/**
 * Makes what connects a client whenever it is not, for it does so by itself only once: after a
 * failure it stays as it is. Later losses it copes with by itself.
 *
 * @param closed Fires when the client is closed, and is not to be connected any more.
 */
export function createConnecting(
  client: { connect(): Promise<unknown> },
  closed: AbortSignal,
): () => Promise<void> {
  let isConnected = false
  let failure: unknown
  let tryAt = 0
  return async () => {
    closed.throwIfAborted()
    if (isConnected) return
    if (performance.now() < tryAt) throw failure
    try {
      await client.connect()
      isConnected = true
    } catch (error) {
      failure = error
      tryAt = performance.now() + pauseMs
      throw error
    }
  }
}

/** The database that a URI names; `anilibria` if it names none. */
export function databaseNameOf(uri: string): string {
  const [, name = 'anilibria'] = /^[^/]*\/\/[^/]*\/([^?]+)/.exec(uri) ?? []
  return decodeURIComponent(name)
}
