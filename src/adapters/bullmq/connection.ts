import { Redis, type RedisOptions } from 'ioredis'
import { within } from '../../core/deadline.ts'
import { Failure, failureCode } from '../../core/failure.ts'

/** The connections of one queue. */
export interface Connection {
  /** For BullMQ, which makes copies of it for commands that block. */
  readonly redis: Redis
  /** Asks the queue something; what does not work, or takes too long, is `unavailable`. */
  reach<T>(action: string, ask: () => Promise<T>): Promise<T>
  isReady(): boolean
  /** How many connections are ready, the copies included. */
  connections(): number
  /** Closes all of them at once. */
  close(): void
}

/** How long a caller waits for an answer, in milliseconds. */
const answerMs = 2_000

/**
 * As BullMQ wants it: a command waits for a connection and for its answer for ever, also over the
 * loss of a connection. Who has no patience goes through `reach`.
 */
const options = {
  maxRetriesPerRequest: null,
  connectTimeout: 2_000,
  retryStrategy: pauseBefore,
  disconnectTimeout: 500,
  // Known to Redis from 7.2 on: older ones answer with an error.
  disableClientInfo: true,
  connectionName: 'anilibria-jobs',
} satisfies RedisOptions

/** Begins to connect, and waits for nothing. */
export function openConnection(url: string): Connection {
  const redis = new Redis(url, options)
  const all: Redis[] = []
  const duplicate = redis.duplicate.bind(redis)
  // While Redis does not answer, BullMQ cannot close its copies.
  redis.duplicate = (override) => keep(duplicate(override))
  keep(redis)
  const ready = watchReady(redis)

  function keep(connection: Redis): Redis {
    all.push(connection)
    // It is tried again for ever; without a listener ioredis prints.
    connection.on('error', () => {})
    return connection
  }

  return {
    redis,
    async reach(action, ask) {
      try {
        return await within(answerMs, async (signal) => {
          await ready()
          // Nobody waits for it any more: BullMQ would do it as soon as Redis is back.
          signal.throwIfAborted()
          return await ask()
        })
      } catch (cause) {
        if (failureCode(cause) === 'unavailable') throw cause
        const message = `Cannot ${action}: the queue did not do it`
        throw new Failure('unavailable', message, { cause })
      }
    },
    isReady: () => redis.status === 'ready',
    connections: () => all.filter(({ status }) => status === 'ready').length,
    close() {
      for (const connection of all) endNow(connection)
    },
  }
}

/** Gives what resolves once the connection is ready; rejects if it is closed for good. */
function watchReady(redis: Redis): () => Promise<void> {
  let ready = Promise.withResolvers<void>()
  let isReady = false
  redis.on('ready', () => {
    isReady = true
    ready.resolve()
  })
  redis.on('close', () => {
    // It tells this of each attempt that fails, too.
    if (isReady) ready = Promise.withResolvers()
    isReady = false
  })
  redis.on('end', () => {
    ready.promise.catch(() => {})
    ready.reject(new Error('The connection is closed'))
  })
  return () => ready.promise
}

/** ioredis never ends a connection that is told so while it pauses between two attempts. */
function endNow(connection: Redis): void {
  if (connection.status === 'reconnecting') connection.connect().catch(() => {})
  connection.disconnect()
}

/** In milliseconds. */
function pauseBefore(attempt: number): number {
  return Math.min(1_000, 50 * 2 ** attempt) * (0.5 + Math.random() / 2)
}
