/** A document that lies there and is none of ours: someone else wrote it, or an older version did. */
export interface Unreadable {
  readonly collection: 'titles' | 'lists' | 'aliases' | 'sync_status' | 'events'
  readonly id: string
}

/** Is told of each unreadable document that was met; it counts as not there until it is written anew. */
export type OnUnreadable = (document: Unreadable) => void
