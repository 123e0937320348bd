import type { Peer } from '../../../src/http/push/peer.ts'

/** The other end of a WebSocket, as a test sees it. */
export interface FakePeer extends Peer {
  /** What it was sent, parsed. */
  readonly heard: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
  /** With which codes and reasons it was closed. */
  readonly closed: [code: number, reason: string][]
  /** From now on this many bytes wait for it. */
  lags(bytes: number): void
}

export function createFakePeer(): FakePeer {
  let waiting = 0
  const heard: FakePeer['heard'] = []
  const closed: FakePeer['closed'] = []
  return {
    heard,
    closed,
    lags(bytes) {
      waiting = bytes
    },
    send: (text) => void heard.push(JSON.parse(text)),
    close: (code, reason) => void closed.push([code, reason]),
    waiting: () => waiting,
  }
}
