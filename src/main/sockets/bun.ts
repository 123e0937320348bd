import { longest } from '../../http/push/limits.ts'
import type { Accept, Peer, Session, Upgrade } from '../../http/push/peer.ts'
import { idleSeconds } from './idle-seconds.ts'
import { pacedPeer } from './paced-peer.ts'

/** The parts of Bun that are called here, so that the checker needs no types of Bun's. */
interface BunServer {
  upgrade(request: Request, options: { readonly data: Data }): boolean
}

interface BunSocket {
  readonly data: Data
  send(text: string): number
  close(code: number, reason: string): void
  getBufferedAmount(): number
}

interface Data extends Accept {
  session?: Pick<Session, 'message'>
}

export const upgrade: Upgrade = async ({ env, req }, accept) => {
  const server = env as unknown as BunServer
  return server.upgrade(req.raw, { data: { ...accept } })
}

/** The `websocket` of `Bun.serve`. */
export const websocket = {
  idleTimeout: idleSeconds,
  maxPayloadLength: longest,
  /** Above what we close a reader for who is too slow. */
  backpressureLimit: 4 * 1024 * 1024,
  open(socket: BunSocket) {
    socket.data.session = socket.data.open(pacedPeer(peerOf(socket)))
  },
  message({ data }: BunSocket, said: unknown) {
    data.session?.message(typeof said === 'string' ? said : null)
  },
  close({ data }: BunSocket) {
    data.closed()
  },
}

function peerOf(socket: BunSocket): Peer {
  return {
    send: (text) => void socket.send(text),
    close: (code, reason) => socket.close(code, reason),
    waiting: () => socket.getBufferedAmount(),
  }
}
