import type { TitleEvent } from '../../../core/events/title-event.ts'
import type { Delivery } from '../../../core/webhooks/outbox.ts'
import type { Document } from '../documents.ts'
import { fieldsOf, parseEvent } from '../events/event-document.ts'

/** What makes a delivery the only one of its event to its receiver, whose id has no slash. */
export function idOf(receiverId: string, event: TitleEvent): string {
  return `${receiverId}/${event.id}`
}

/** A delivery as it is written, never tried yet; with the whole event, for it outlives the log. */
export function documentOf(
  { receiverId, event, addedAt }: Pick<Delivery, 'receiverId' | 'event' | 'addedAt'>,
  seq: number,
): Document {
  return {
    _id: idOf(receiverId, event),
    receiver_id: receiverId,
    seq,
    event: fieldsOf(event),
    attempts: 0,
    added_at: addedAt,
    next_at: addedAt,
  }
}

/** `null` for what is no document of ours. */
export function parseDelivery(document: Document): Delivery | null {
  const { receiver_id: receiverId, attempts, added_at: addedAt, next_at: nextAt } = document
  const event = isDocument(document.event) ? parseEvent(document.event) : null
  if (typeof receiverId !== 'string' || event === null) return null
  if (document._id !== idOf(receiverId, event) || typeof attempts !== 'number') return null
  if (typeof addedAt !== 'number' || typeof nextAt !== 'number') return null
  return { receiverId, event, attempts, addedAt, nextAt }
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && '_id' in value
}
