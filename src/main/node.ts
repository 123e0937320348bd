import type { Server } from 'node:http'
import process from 'node:process'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Listening, run } from './run.ts'

/** Above the idle time of the usual proxies, so that they close a connection first. */
const keepAliveTimeout = 75_000

const platform = {
  runtime: { name: 'node', version: process.versions.node },
  peer: (c: Parameters<typeof getConnInfo>[0]) => getConnInfo(c).remote.address ?? null,
}

await run(platform, async (fetch, { HOST, PORT }) => {
  const listening = Promise.withResolvers<{ port: number }>()
  const server = serve(
    { fetch, hostname: HOST, port: PORT, serverOptions: { keepAliveTimeout } },
    listening.resolve,
  ) as Server
  server.once('error', listening.reject)
  const { port } = await listening.promise
  return stoppable(server, `http://${HOST}:${port}`)
})

function stoppable(server: Server, address: string): Listening {
  return {
    address,
    finish() {
      const closed = Promise.withResolvers<void>()
      // A reused connection would go on being served: each answer from now on is its last.
      server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'))
      server.close(() => closed.resolve())
      return closed.promise
    },
    cut: () => server.closeAllConnections(),
  }
}
