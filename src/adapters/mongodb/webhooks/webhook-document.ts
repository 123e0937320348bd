import { type EventType, eventTypes } from '../../../core/events/title-event.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import type { Document } from '../documents.ts'

export function documentOf(webhook: Webhook): Document {
  return {
    _id: webhook.id,
    url: webhook.url,
    secret: webhook.secret,
    types: webhook.types,
    title_ids: webhook.titleIds,
    created_at: webhook.createdAt,
    disabled: webhook.disabled,
  }
}

/** `null` for what is no document of ours. */
export function parseWebhook(document: Document): Webhook | null {
  const { _id: id, url, secret, types, title_ids: titleIds, created_at: createdAt } = document
  const disabled = parseDisabled(document.disabled)
  if (typeof id !== 'string' || typeof url !== 'string' || typeof secret !== 'string') return null
  if (!isAllOr(isEventType, types) || !isAllOr(isNumber, titleIds)) return null
  if (typeof createdAt !== 'number' || disabled === undefined) return null
  return { id, url, secret, types, titleIds, createdAt, disabled }
}

/** Whether it is `null`, for all, or a list of such items. */
function isAllOr<T>(isItem: (item: unknown) => item is T, list: unknown): list is T[] | null {
  return list === null || (Array.isArray(list) && list.every(isItem))
}

function parseDisabled(value: unknown): Webhook['disabled'] | undefined {
  if (value === null) return null
  if (typeof value !== 'object' || !('at' in value) || !('reason' in value)) return undefined
  const { at, reason } = value
  return typeof at === 'number' && typeof reason === 'string' ? { at, reason } : undefined
}

function isEventType(item: unknown): item is EventType {
  return eventTypes.some((type) => type === item)
}

function isNumber(item: unknown): item is number {
  return typeof item === 'number'
}
