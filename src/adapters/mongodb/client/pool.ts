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

/**
 * Counts by what the driver tells. It does not tell of those who gave up waiting by their own
 * signal: they are counted until nobody may wait any longer.
 */
export function watchPool(client: MongoClient, { max, waitMs }: PoolLimits): PoolGauges {
  const open = new Set<string>()
  const inUse = new Set<string>()
  const servers = new Set<string>()
  let waitingSince: number[] = []
  const waiting = (): number[] => {
    const earliest = performance.now() - waitMs
    waitingSince = waitingSince.filter((since) => since >= earliest)
    return waitingSince
  }
  const name = ({ address, connectionId }: ConnectionEvent) => `${address} ${connectionId}`

  client.on('connectionPoolCreated', ({ address }) => servers.add(address))
  client.on('connectionPoolClosed', ({ address }) => servers.delete(address))
  client.on('connectionReady', (event) => open.add(name(event)))
  client.on('connectionClosed', (event) => open.delete(name(event)))
  client.on('connectionCheckOutStarted', () => waiting().push(performance.now()))
  client.on('connectionCheckOutFailed', () => waitingSince.shift())
  client.on('connectionCheckedOut', (event) => {
    waitingSince.shift()
    inUse.add(name(event))
  })
  client.on('connectionCheckedIn', (event) => inUse.delete(name(event)))

  return {
    pool: () => ({
      available: Math.max(0, open.size - inUse.size),
      inUse: inUse.size,
      waiting: waiting().length,
      max: max * Math.max(1, servers.size),
    }),
    connections: () => open.size,
  }
}
