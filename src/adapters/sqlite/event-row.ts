import { type EventType, eventTypes, type TitleEvent } from '../../core/events/title-event.ts'

/** A row of the table of events, without its place in the order. */
export type EventRow = Readonly<Record<string, string | number | null>>

/** An event as it is written, not told yet. */
export function rowOf(event: TitleEvent): EventRow {
  return {
    id: event.id,
    type: event.type,
    title_id: event.titleId,
    found_at: event.foundAt,
    fresh_at: event.freshAt,
    traceparent: event.traceparent,
    data: JSON.stringify(event.data),
  }
}

/** `null` for what is no row of ours: someone else may have written it. */
export function parseEvent(row: Readonly<Record<string, unknown>>): TitleEvent | null {
  const { id, type, title_id: titleId, found_at: foundAt, fresh_at: freshAt, traceparent } = row
  const data = parseData(row.data)
  if (typeof id !== 'string' || !isEventType(type) || data === null) return null
  if (typeof titleId !== 'number' || typeof foundAt !== 'number') return null
  if (typeof freshAt !== 'number' && freshAt !== null) return null
  if (typeof traceparent !== 'string' && traceparent !== null) return null
  return { id, type, titleId, data, foundAt, freshAt, traceparent }
}

function isEventType(value: unknown): value is EventType {
  return eventTypes.some((type) => type === value)
}

function parseData(value: unknown): TitleEvent['data'] | null {
  try {
    const data: unknown = typeof value === 'string' ? JSON.parse(value) : null
    return isObject(data) ? data : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is TitleEvent['data'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
