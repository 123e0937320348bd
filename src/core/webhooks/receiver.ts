import type { TitleEvent } from '../events/title-event.ts'
import type { Delivery } from './outbox.ts'

/** Who is told of events by a request, and how. */
export interface Receiver {
  readonly id: string
  readonly channel: 'webhook' | 'nodejs'
  readonly url: URL
  wants(event: TitleEvent): boolean
  /** Tells it once, within ten seconds; `signal` ends the try. Never rejects. */
  tell(delivery: Delivery, signal: AbortSignal): Promise<Told>
  /** Gives it up for good; `null` for one that cannot be. */
  readonly disable: ((reason: string) => Promise<void>) | null
}

/** What came of one try. */
export type Told =
  | { readonly taken: true; readonly status: number }
  | {
      readonly taken: false
      /** `null` if none came. */
      readonly status: number | null
      /** Why, fit for the log: a status, or what went wrong; no address, no secret. */
      readonly reason: string
      /** It wants to be told of nothing any more (410). */
      readonly gone: boolean
      /** How long it asks us to wait, in milliseconds; `null` if it does not. */
      readonly retryAfterMs: number | null
    }
