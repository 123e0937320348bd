/** A row that lies there and is none of ours: someone else wrote it, or it is damaged. */
export interface Unreadable {
  readonly collection: Collection
  readonly id: string
}

type Collection = 'titles' | 'lists' | 'aliases' | 'sync_status' | 'events' | 'webhooks' | 'outbox'

/** Is told of each unreadable row that was met; it counts as not there until it is written anew. */
export type OnUnreadable = (row: Unreadable) => void
