import type { EventLog } from '../events/event-log.ts'
import type { Far } from '../soon.ts'
import type { Outbox } from '../webhooks/outbox.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { Aliases } from './aliases.ts'
import type { Cache } from './cache.ts'
import type { SyncStatus } from './sync-status.ts'

/** The part of a store that answers requests. */
export interface AnswerStore {
  /** Titles: kept for ever. */
  readonly titles: Far<Cache>
  /** Lists, search results and the like: the most recently written ones. */
  readonly lists: Far<Cache>
  readonly aliases: Far<Aliases>
}

/** What survives a restart (`database` in metrics, spans and `Cache-Status`). */
export interface Store extends AnswerStore {
  readonly syncStatus: SyncStatus
  readonly events: EventLog
  readonly webhooks: WebhookStore
  readonly outbox: Outbox
  /** Rejects with `Failure('unavailable')`, as all its parts do. */
  size(): Promise<StoreSize>
}

export interface StoreSize {
  /** How many titles it holds. */
  readonly titles: number
  /** What it takes on its disk, or what its server says of that. */
  readonly bytes: number
}
