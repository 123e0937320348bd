import { setTimeout } from 'node:timers/promises'
import { getConnInfo } from 'hono/bun'
import { run } from './run.ts'
import { upgrade, websocket } from './sockets/bun.ts'

/** The part of Bun that is called here, so that the checker needs no types of Bun's. */
declare const Bun: {
  readonly version: string
  serve(options: {
    hostname: string
    port: number
    idleTimeout: number
    websocket: object
    fetch: (request: Request, server: object) => Response | Promise<Response>
  }): {
    readonly port: number
    readonly pendingRequests: number
    stop(cut: boolean): Promise<void>
  }
}

/** Seconds without a byte before a connection is closed: longer than any answer may take. */
const idleTimeout = 75

const platform = {
  runtime: { name: 'bun', version: Bun.version },
  peer: (c: Parameters<typeof getConnInfo>[0]) => getConnInfo(c).remote.address ?? null,
  upgrade,
}

await run(platform, async (fetch, hostname, port) => {
  const server = Bun.serve({ hostname, port, idleTimeout, websocket, fetch })
  return {
    port: server.port,
    async finish() {
      // Its promise also waits for connections that have never asked anything.
      void server.stop(false)
      while (server.pendingRequests > 0) await setTimeout(10)
    },
  }
})
