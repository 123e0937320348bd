import type { Peer } from '../../http/push/peer.ts'
import { inTurns } from './in-turns.ts'

/** The same, in its turn. */
export function pacedPeer({ send, close, waiting }: Peer): Peer {
  let ahead = 0
  return {
    send(text) {
      ahead += text.length
      inTurns(() => {
        ahead -= text.length
        send(text)
      })
    },
    close: (code, reason) => inTurns(() => close(code, reason)),
    waiting: () => ahead + waiting(),
  }
}
