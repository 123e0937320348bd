import type { Context } from 'hono'
import type { Env } from '../env.ts'

/** The other end of a WebSocket. Nothing in it throws: who is gone takes nothing. */
export interface Peer {
  send(text: string): void
  /** `reason`: at most 123 bytes. */
  close(code: number, reason: string): void
  /** Bytes that were sent and have not left. */
  waiting(): number
}

/** What is done with a WebSocket that is open. */
export interface Session {
  /** A message came; `null` for one that is not text. */
  message(text: string | null): void
  closed(): void
  /** The service stops. */
  stop(): void
}

/** Turns a request into a WebSocket of this runtime; `false` if it cannot be one. */
export type Upgrade = (c: Context<Env>, accept: Accept) => Promise<boolean>

export interface Accept {
  /** The connection is open. */
  open(peer: Peer): Pick<Session, 'message'>
  /** It is over, or never came to be; called once or oftener. */
  closed(): void
}
