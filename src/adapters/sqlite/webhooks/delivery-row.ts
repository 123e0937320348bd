import type { TitleEvent } from '../../../core/events/title-event.ts'
import type { Delivery } from '../../../core/webhooks/outbox.ts'
import { parseEvent, rowOf } from '../event-row.ts'

/** A whole event as it lies in the outbox, which outlives the log: its row, as JSON. */
export function textOf(event: TitleEvent): string {
  return JSON.stringify(rowOf(event))
}

/** `null` for what is no row of ours: someone else may have written it. */
export function parseDelivery(row: Readonly<Record<string, unknown>>): Delivery | null {
  const { receiver_id: receiverId, attempts, added_at: addedAt, next_at: nextAt } = row
  const event = parseText(row.event)
  if (typeof receiverId !== 'string' || event === null || event.id !== row.event_id) return null
  if (typeof attempts !== 'number' || typeof addedAt !== 'number') return null
  if (typeof nextAt !== 'number') return null
  return { receiverId, event, attempts, addedAt, nextAt }
}

function parseText(text: unknown): TitleEvent | null {
  try {
    const row: unknown = typeof text === 'string' ? JSON.parse(text) : null
    return typeof row === 'object' && row !== null ? parseEvent({ ...row }) : null
  } catch {
    return null
  }
}
