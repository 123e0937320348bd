import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Finds a port of 127.0.0.1 on which nobody listens. It is none of those that outgoing connections
 * are given, so a server that is down for a while cannot lose it to one.
 *
 * @param inARow How many ports are to be free from there on. Default 1.
 */
export async function freePort(inARow = 1): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const row = Array.from({ length: inARow }, (_, index) => isFree(port + index))
    if ((await Promise.all(row)).every(Boolean)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
