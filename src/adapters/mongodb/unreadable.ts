/** A document that lies there and is none of ours: someone else wrote it, or an older version did. */
export interface Unreadable {
  readonly collection: Collection
  readonly id: string
}

type Collection = 'titles' | 'lists' | 'aliases' | 'sync_status' | 'events' | 'webhooks' | 'outbox'

/** Is told of each unreadable document that was met; it counts as not there until it is written anew. */
export type OnUnreadable = (document: Unreadable) => void
