import { freePort } from '../running/free-port.ts'
import type { Startable } from '../running/start-once.ts'
import { type Server, startServer } from '../running/start-server.ts'
import type { Places } from './places.ts'

/** A server, and where the addresses are that it has in compose. */
export interface PlacedServer extends Server {
  readonly places: Places
}

export interface PlacedStartable extends Omit<Startable, 'scheme' | 'args'> {
  /** The addresses it has in compose: `jaeger:16686`. Here it has as many ports in a row. */
  readonly addresses: readonly string[]
  /** Arguments that make it listen at its places, and keep its data in a folder. */
  args(places: Places, dir: string): readonly string[]
}

/** @param port The first of its ports. Default: one from which on enough are free. */
export async function startPlaced(
  { addresses, args, ...startable }: PlacedStartable,
  port?: number,
): Promise<PlacedServer> {
  const placesFrom = (first: number): Places =>
    Object.fromEntries(addresses.map((name, index) => [name, [`127.0.0.1:${first + index}`]]))
  const server = await startServer(
    { ...startable, scheme: 'http', args: (first, dir) => args(placesFrom(first), dir) },
    { pickPort: async () => port ?? (await freePort(addresses.length)) },
  )
  return { ...server, places: placesFrom(server.port) }
}
