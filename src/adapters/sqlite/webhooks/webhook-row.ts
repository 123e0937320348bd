import { type EventType, eventTypes } from '../../../core/events/title-event.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'

/** A row of the table of webhooks; its lists as JSON, `NULL` for all. */
export type WebhookRow = Readonly<Record<string, string | number | null>>

export function rowOf({ types, titleIds, disabled, ...webhook }: Webhook): WebhookRow {
  return {
    id: webhook.id,
    url: webhook.url,
    secret: webhook.secret,
    types: types && JSON.stringify(types),
    title_ids: titleIds && JSON.stringify(titleIds),
    created_at: webhook.createdAt,
    disabled_at: disabled?.at ?? null,
    disabled_reason: disabled?.reason ?? null,
  }
}

/** `null` for what is no row of ours: someone else may have written it. */
export function parseWebhook(row: Readonly<Record<string, unknown>>): Webhook | null {
  const { id, url, secret, created_at: createdAt } = row
  const types = parseList(row.types, isEventType)
  const titleIds = parseList(row.title_ids, isNumber)
  const disabled = parseDisabled(row)
  if (typeof id !== 'string' || typeof url !== 'string' || typeof secret !== 'string') return null
  if (types === undefined || titleIds === undefined || disabled === undefined) return null
  if (typeof createdAt !== 'number') return null
  return { id, url, secret, types, titleIds, createdAt, disabled }
}

/** `undefined` for what is neither `NULL` nor a list of such items. */
function parseList<T>(text: unknown, isItem: (item: unknown) => item is T): T[] | null | undefined {
  if (text === null) return null
  try {
    const list: unknown = typeof text === 'string' ? JSON.parse(text) : undefined
    return Array.isArray(list) && list.every(isItem) ? list : undefined
  } catch {
    return undefined
  }
}

function parseDisabled({
  disabled_at: at,
  disabled_reason: reason,
}: Readonly<Record<string, unknown>>): Webhook['disabled'] | undefined {
  if (at === null && reason === null) return null
  return typeof at === 'number' && typeof reason === 'string' ? { at, reason } : undefined
}

function isEventType(item: unknown): item is EventType {
  return eventTypes.some((type) => type === item)
}

function isNumber(item: unknown): item is number {
  return typeof item === 'number'
}
