import { type EventType, eventTypes, type TitleEvent } from '../../../core/events/title-event.ts'
import type { Document } from '../documents.ts'

/** An event as it is written, not told yet. */
export function documentOf(event: TitleEvent, seq: number): Document {
  return { ...fieldsOf(event), seq, told: false }
}

/** An event by itself; its data as JSON, which no server looks into. */
export function fieldsOf(event: TitleEvent): Document {
  return {
    _id: event.id,
    type: event.type,
    title_id: event.titleId,
    found_at: event.foundAt,
    fresh_at: event.freshAt,
    traceparent: event.traceparent,
    data: JSON.stringify(event.data),
  }
}

/** `null` for what is no document of ours. */
export function parseEvent(document: Document): TitleEvent | null {
  const { _id: id, type, title_id: titleId, found_at: foundAt, fresh_at: freshAt } = document
  const { traceparent } = document
  const data = parseData(document.data)
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
