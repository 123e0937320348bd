import type { EventType, TitleEvent } from '../events/title-event.ts'

/** Another service that wants to be told of events, by a request to it. */
export interface Webhook {
  /** At most 64 letters, digits, `-` and `_`. */
  readonly id: string
  readonly url: string
  /** What its requests are signed with (Standard Webhooks: `whsec_` and base64). */
  readonly secret: string
  /** `null`: of all types. */
  readonly types: readonly EventType[] | null
  /** `null`: of all titles. */
  readonly titleIds: readonly number[] | null
  /** In milliseconds since 1970. */
  readonly createdAt: number
  /** Why nothing is sent to it any more, and since when; `null` while it is. */
  readonly disabled: { readonly at: number; readonly reason: string } | null
}

export function wants(
  { types, titleIds, disabled }: Pick<Webhook, 'types' | 'titleIds' | 'disabled'>,
  { type, titleId }: TitleEvent,
): boolean {
  if (disabled !== null) return false
  return (types?.includes(type) ?? true) && (titleIds?.includes(titleId) ?? true)
}
