import type { MongoClient } from 'mongodb'

/** How many connections of the pool do what. */
export interface Pool {
  /** Open, and used by nobody. */
  readonly available: number
  readonly inUse: number
  /** How many want one. */
  readonly waiting: number
  /** How many there may be. */
  readonly max: number
}

export interface PoolGauges {
  pool(): Pool
  /** How many connections are open, those that watch the server left out. */
  connections(): number
}

export interface PoolLimits {
  /** Of one server. */
  readonly max: number
  /** Longest wait for a connection, in milliseconds. */
  readonly waitMs: number
}

interface ConnectionEvent {
  readonly address: string
  readonly connectionId: number | '<monitor>'
}

/** Counts by what the driver tells. */
export function watchPool(client: MongoClient, { max, waitMs }: PoolLimits): PoolGauges {
  const open = new Set<string>()
  const inUse = new Set<string>()
  const servers = new Set<string>()
  const name = ({ address, connectionId }: ConnectionEvent) => `${address} ${connectionId}`
  const waiting = watchWaiting(client, waitMs)

  client.on('connectionPoolCreated', ({ address }) => servers.add(address))
  client.on('connectionPoolClosed', ({ address }) => servers.delete(address))
  client.on('connectionReady', (event) => open.add(name(event)))
  client.on('connectionClosed', (event) => open.delete(name(event)))
  client.on('connectionCheckedOut', (event) => inUse.add(name(event)))
  client.on('connectionCheckedIn', (event) => inUse.delete(name(event)))
  // What nobody uses is of no use any more, and closed when somebody wants one.
  client.on('connectionPoolCleared', ({ address }) => {
    for (const each of open)
      if (each.startsWith(`${address} `) && !inUse.has(each)) open.delete(each)
  })

  return {
    pool: () => ({
      available: Math.max(0, open.size - inUse.size),
      inUse: inUse.size,
      waiting: waiting(),
      max: max * Math.max(1, servers.size),
    }),
    connections: () => open.size,
  }
}

/**
 * Counts who waits. The driver does not tell of those who gave up by their own signal: they are
 * counted until nobody may wait any longer.
 */
function watchWaiting(client: MongoClient, waitMs: number): () => number {
  let begun: number[] = []
  function forget(): void {
    const earliest = performance.now() - waitMs
    begun = begun.filter((at) => at >= earliest)
  }
  /** The driver says how long one waited, in whole milliseconds: that is how he is found. */
  function remove({ durationMS }: { readonly durationMS: number }): void {
    const latest = performance.now() - durationMS + 2
    const index = begun.findLastIndex((at) => at <= latest)
    if (index >= 0) begun.splice(index, 1)
  }
  client.on('connectionCheckOutStarted', () => {
    forget()
    begun.push(performance.now())
  })
  client.on('connectionCheckOutFailed', remove)
  client.on('connectionCheckedOut', remove)
  return () => {
    forget()
    return begun.length
  }
}
