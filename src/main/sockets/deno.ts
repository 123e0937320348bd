import type { Peer, Session, Upgrade } from '../../http/push/peer.ts'
import { idleSeconds } from './idle-seconds.ts'
import { pacedPeer } from './paced-peer.ts'

/** The part of Deno that is called here, so that the checker needs no types of Deno's. */
declare const Deno: {
  upgradeWebSocket(
    request: Request,
    options: { readonly idleTimeout: number },
  ): { readonly socket: WebSocket; readonly response: Response }
}

/** What Deno wants to be answered instead of what a route made of it; it takes no copy. */
const switching = new WeakMap<Request, Response>()

export const upgrade: Upgrade = async ({ req }, { open, closed }) => {
  const { socket, response } = Deno.upgradeWebSocket(req.raw, { idleTimeout: idleSeconds })
  switching.set(req.raw, response)
  let session: Pick<Session, 'message'> | undefined
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => {
    session = open(pacedPeer(peerOf(socket)))
  }
  socket.onmessage = ({ data }) => session?.message(typeof data === 'string' ? data : null)
  socket.onclose = closed
  return true
}

/** Answers requests, also those for a WebSocket. */
export function answering<E>(
  fetch: (request: Request, env: E) => Response | Promise<Response>,
): typeof fetch {
  return (request, env) => {
    if (!request.headers.has('Upgrade')) return fetch(request, env)
    return Promise.resolve(fetch(request, env)).then((made) => switching.get(request) ?? made)
  }
}

function peerOf(socket: WebSocket): Peer {
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: (code, reason) => socket.close(code, reason),
    waiting: () => socket.bufferedAmount,
  }
}
