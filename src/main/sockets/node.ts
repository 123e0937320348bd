import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { type HttpBindings, type serve as serveHttp, upgradeWebSocket } from '@hono/node-server'
import { type WebSocket, WebSocketServer } from 'ws'
import { longest } from '../../http/push/limits.ts'
import type { Accept, Peer, Upgrade } from '../../http/push/peer.ts'
import { createHeartbeat } from './heartbeat.ts'
import { inTurns } from './in-turns.ts'
import { pacedPeer } from './paced-peer.ts'

/** How long the other end has to say that it closes, too, in milliseconds: it may read slowly. */
const closeTimeout = 10_000

const options = { noServer: true, maxPayload: longest, closeTimeout }
const sockets = new WebSocketServer(options)

type Server = NonNullable<Parameters<typeof serveHttp>[0]['websocket']>['server']

/** The WebSockets of Node. */
export const webSocketServer = sockets as unknown as Server

/** Cuts what does not close. */
export function cutWebSockets(): void {
  for (const socket of sockets.clients) socket.terminate()
}

const heartbeat = createHeartbeat<WebSocket>({
  ping: (socket) => inTurns(() => socket.ping()),
  giveUp: (socket) => socket.terminate(),
})

const switching = new WeakSet<IncomingMessage>()

export const upgrade: Upgrade = async (c, accept) => {
  const { incoming } = c.env as unknown as HttpBindings
  // Also if the handshake fails, which nobody else tells.
  incoming.socket.once('close', accept.closed)
  switching.add(incoming)
  await upgradeWebSocket(c, { onOpen: (_, { raw }) => serve(raw as WebSocket, accept) })
  return true
}

function serve(socket: WebSocket, { open, closed }: Accept): void {
  const { message } = open(pacedPeer(peerOf(socket)))
  heartbeat.join(socket)
  socket.on('pong', () => heartbeat.heard(socket))
  socket.on('message', (data, isBinary) => {
    heartbeat.heard(socket)
    message(isBinary ? null : data.toString())
  })
  socket.once('close', () => {
    heartbeat.leave(socket)
    closed()
  })
}

/** Refuses a request for a WebSocket with what a route answered, which nobody else would send whole. */
export async function refuse(incoming: IncomingMessage, response: Response): Promise<Response> {
  if (switching.has(incoming)) return response
  const body = new Uint8Array(await response.arrayBuffer())
  const { promise, resolve } = Promise.withResolvers<void>()
  const { socket } = incoming
  socket.once('close', resolve)
  socket.write(
    [
      `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`,
      ...[...response.headers].map(([name, value]) => `${name}: ${value}`),
      `content-length: ${body.length}`,
      'connection: close\r\n\r\n',
    ].join('\r\n'),
  )
  socket.end(body, () => socket.destroy())
  await promise
  return response
}

/** What is sent to a socket that closes goes nowhere: nothing throws. */
function peerOf(socket: WebSocket): Peer {
  return {
    send: (text) => socket.send(text, () => {}),
    close: (code, reason) => socket.close(code, reason),
    waiting: () => socket.bufferedAmount,
  }
}
