import { createSession } from '../../../src/http/push/session.ts'
import { createPushWorld, settled } from '../../support/push-world.ts'
import { createFakePeer } from './fake-peer.ts'

/** A session of a WebSocket with a fake end, whose clock goes on only when told to. */
export function createSessionWorld() {
  const world = createPushWorld()
  const peer = createFakePeer()
  let clock = 1_000_000
  let waiting: { readonly until: number; readonly resolve: () => void }[] = []
  const session = createSession(peer, {
    ...world,
    now: () => clock,
    pause: (ms) => new Promise((resolve) => waiting.push({ until: clock + ms, resolve })),
  })
  return {
    ...world,
    peer,
    session,
    async passes(ms: number): Promise<void> {
      clock += ms
      for (const { until, resolve } of waiting) if (until <= clock) resolve()
      waiting = waiting.filter(({ until }) => until > clock)
      await settled()
    },
    say: (type: string, data?: unknown) => session.message(JSON.stringify({ type, data })),
    /** What the peer was last sent. */
    last: () => peer.heard.at(-1),
    /** The ids of all events that the peer was told. */
    told: () => peer.heard.flatMap(({ data }) => data.event_id ?? []),
    /** The codes of all errors that the peer was told. */
    errors: () => peer.heard.flatMap(({ type, data }) => (type === 'error' ? [data.code] : [])),
  }
}
