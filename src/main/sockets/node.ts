import { type HttpBindings, type serve, upgradeWebSocket } from '@hono/node-server'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Peer, Upgrade } from '../../http/push/peer.ts'
import { longest } from '../../http/push/too-long.ts'
import { createHeartbeat } from './heartbeat.ts'

/** How long the other end has to say that it closes, too, in milliseconds. */
const closeTimeout = 1000

const options = { noServer: true, clientTracking: false, maxPayload: longest, closeTimeout }

type Server = NonNullable<Parameters<typeof serve>[0]['websocket']>['server']

/** The WebSockets of Node. */
export const webSocketServer = new WebSocketServer(options) as unknown as Server

const heartbeat = createHeartbeat<WebSocket>({
  ping: (socket) => socket.ping(),
  giveUp: (socket) => socket.terminate(),
})

export const upgrade: Upgrade = async (c, { open, closed }) => {
  const { incoming } = c.env as unknown as HttpBindings
  // Also if the handshake fails, which nobody else tells.
  incoming.socket.once('close', closed)
  await upgradeWebSocket(c, {
    onOpen(_, { raw }) {
      const socket = raw as WebSocket
      const { message } = open(peerOf(socket))
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
    },
  })
}

/** What is sent to a socket that closes goes nowhere: nothing throws. */
function peerOf(socket: WebSocket): Peer {
  return {
    send: (text) => socket.send(text, () => {}),
    close: (code, reason) => socket.close(code, reason),
    waiting: () => socket.bufferedAmount,
  }
}
