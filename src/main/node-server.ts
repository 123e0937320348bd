import type { IncomingMessage, Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import process from 'node:process'
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server'
import type { Context } from 'hono'
import { webSocketPath } from '../app.ts'
import { whenThere } from '../core/soon.ts'
import { run } from './run.ts'
import { cutWebSockets, refuse, upgrade, webSocketServer } from './sockets/node.ts'

/** Above the idle time of the usual proxies, so that they close a connection first. */
const keepAliveTimeout = 75_000

/** How long a connection may lie idle once we stop: a request may be on its way through it. */
const lingerMs = 250

const platform = {
  runtime: { name: 'node', version: process.versions.node },
  peer: (c: Context) => (c.env as HttpBindings).incoming.socket.remoteAddress ?? null,
  upgrade,
}

await run(platform, async (fetch, hostname, port) => {
  let stopping = false
  const listening = Promise.withResolvers<{ port: number }>()
  const options = {
    hostname,
    port,
    serverOptions: {
      keepAliveTimeout,
      connectionsCheckingInterval: lingerMs,
      // All else is answered as if it had not asked for that (RFC 9110, 7.8).
      shouldUpgradeCallback: isWebSocket,
    },
    websocket: { server: webSocketServer },
    fetch: (request: Request, env: HttpBindings | Http2Bindings) =>
      whenThere(fetch(request, env), (response) => {
        const { incoming, outgoing } = env
        if (outgoing === undefined) return refuse(incoming as IncomingMessage, response)
        // A reused connection would go on being served: each answer from now on is its last.
        if (stopping) outgoing.setHeader('Connection', 'close')
        return response
      }),
  }
  const server = serve(options, listening.resolve) as Server
  server.once('error', listening.reject)
  return {
    port: (await listening.promise).port,
    finish() {
      stopping = true
      cutWebSockets()
      return finish(server)
    },
  }
})

function isWebSocket({ method, url, headers }: IncomingMessage): boolean {
  const isAsking = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
  return isAsking && url?.split('?')[0] === webSocketPath
}

function finish(server: Server): Promise<void> {
  const closed = Promise.withResolvers<void>()
  // Not `server.close`: that cuts idle connections at once, with what is on its way through them.
  NetServer.prototype.close.call(server, () => closed.resolve())
  // Node itself cuts connections that have not sent a whole request by then.
  server.headersTimeout = lingerMs
  const timer = setInterval(() => server.closeIdleConnections(), lingerMs)
  return closed.promise.finally(() => clearInterval(timer))
}
