import { Redis, type RedisOptions } from 'ioredis'
import type { Failure } from '../../core/failure.ts'
import { createReach, type Reach, redisFailure } from './reach.ts'

/** Both connections to one Redis. */
export interface OpenRedis {
  readonly reach: Reach
  /** What `reach` sends with, for libraries that send by themselves. */
  readonly client: Redis
  /** The connection that hears messages: whoever subscribes does so whenever it is `ready`. */
  readonly subscriber: Redis
  /** How many of both connections are ready. */
  connections(): number
  /** Closes both; what has not been answered rejects. */
  close(): void
}

export interface OpenRedisOptions {
  /** Is told of each change: why Redis cannot be used, or `null` once it can. */
  readonly onState?: (failure: Failure | null) => void
}

/**
 * A command is sent or fails at once, and fails with its connection. Nothing waits for a connection,
 * which is tried again for ever. Callers have limits of their own, shorter than these.
 */
const options = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 1_000,
  // The handshake is made of commands, too.
  commandTimeout: 500,
  // One that is dead takes what waits for its answers along.
  socketTimeout: 2_000,
  disconnectTimeout: 200,
  retryStrategy: pauseBefore,
  // ioredis handles no failure of what it sends for that.
  autoResubscribe: false,
  // While Redis loads its data it says so to each command, which needs no looking before.
  enableReadyCheck: false,
  disableClientInfo: true,
} satisfies RedisOptions

/** How often the subscriber, which sends nothing else, looks whether its connection lives. */
const beatMs = 1_000

/** Begins to connect, and waits for nothing. */
export function openRedis(url: string, { onState = () => {} }: OpenRedisOptions = {}): OpenRedis {
  const client = new Redis(url, options)
  const subscriber = new Redis(url, options)
  subscriber.on('error', () => {
    // What ails it ails the client, too, which tells.
  })
  const whyLost = watch(client, onState)
  const beat = setInterval(() => void subscriber.ping().catch(() => {}), beatMs)
  return {
    reach: createReach(client, whyLost),
    client,
    subscriber,
    connections: () => [client, subscriber].filter(({ status }) => status === 'ready').length,
    close() {
      clearInterval(beat)
      client.disconnect()
      subscriber.disconnect()
    },
  }
}

/** Tells changes from now on; gives why there is no connection, `null` while there is one. */
function watch(client: Redis, onState: (failure: Failure | null) => void): () => Error | null {
  let error: Error | null = null
  let told: Failure['code'] | null | undefined
  function tell(failure: Failure | null): void {
    const state = failure?.code ?? null
    if (state === told) return
    told = state
    onState(failure)
  }
  client.on('error', (reason) => {
    error = reason
  })
  client.on('ready', () => {
    error = null
    tell(null)
  })
  client.on('reconnecting', () => {
    error ??= new Error('The connection was closed')
    tell(redisFailure('reach Redis', error))
  })
  return () => (client.status === 'ready' ? null : error)
}

function pauseBefore(attempt: number): number {
  const longestMs = Math.min(2_000, 50 * 2 ** attempt)
  return longestMs * (0.5 + Math.random() / 2)
}
