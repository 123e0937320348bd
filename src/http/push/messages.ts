import { z } from '@hono/zod-openapi'
import { eventTypes } from '../../core/events/title-event.ts'

/** An event's id as clients may send it: at most what the log makes. */
export const eventId = z.string().regex(/^[\w.-]{1,200}$/, 'expected the id of an event')

const titleId = z
  .number({ error: 'title_id: expected a positive whole number' })
  .int('title_id: expected a positive whole number')
  .min(1, 'title_id: expected a positive whole number')
  .max(2_147_483_647, 'title_id: expected a positive whole number')

const type = z.enum(eventTypes, { error: `types: expected some of ${eventTypes.join(', ')}` })

/** Every message that we understand, and what its `data` holds. */
export const incoming = {
  /** All events of a title. */
  subscribe_title: z.object({ title_id: titleId }),
  unsubscribe_title: z.object({ title_id: titleId }),
  /** Events of these types, of all titles, instead of those of the last such message. */
  subscribe_updates: z.object({ types: z.array(type).optional() }),
  /** What came after this event, before what comes from now on. */
  resume: z.object({ last_event_id: eventId }),
  /** Is answered with `pong`. */
  ping: z.object({}),
} as const

export type IncomingType = keyof typeof incoming

type Data<T extends IncomingType> = z.output<(typeof incoming)[T]>

export interface Message<T extends IncomingType = IncomingType> {
  readonly type: T
  readonly data: Data<T>
}

/** What is done at each message. */
export type Answers = { readonly [T in IncomingType]: (data: Data<T>) => void }

export function answer<T extends IncomingType>(answers: Answers, { type, data }: Message<T>): void {
  answers[type](data)
}

/** What went wrong, for programs. The connection stays open. */
export const messageErrors = {
  BINARY_MESSAGE: 'Cannot read a binary message: expected JSON text',
  INVALID_MESSAGE: 'Cannot read the message',
  UNKNOWN_TYPE: `Cannot read the message: expected a type of ${Object.keys(incoming).join(', ')}`,
  TOO_MANY_TITLES: 'Cannot follow more than 1000 titles on one connection',
  RESUME_UNKNOWN: 'Cannot resume from an event that is not known, or not any more',
  RESUMING: 'Cannot resume again before the last resume is done',
} as const

export type MessageError = keyof typeof messageErrors

/** What is wrong with a text. `type`: the one it says, if that exists. */
export interface Misread {
  readonly type: IncomingType | null
  readonly error: MessageError
  readonly detail?: string | undefined
}

/** Reads a message of a client: `{"type": …, "data": {…}}`. */
export function readMessage(text: string): Message | Misread {
  const said = parse(text)
  if (said === null) return { type: null, error: 'INVALID_MESSAGE', detail: 'not JSON' }
  const { type, data = {} } = said
  if (!isKnown(type)) return { type: null, error: 'UNKNOWN_TYPE' }
  const result = incoming[type].safeParse(data)
  if (result.success) return { type, data: result.data }
  return { type, error: 'INVALID_MESSAGE', detail: result.error.issues[0]?.message }
}

function isKnown(type: unknown): type is IncomingType {
  return typeof type === 'string' && Object.hasOwn(incoming, type)
}

function parse(text: string): { readonly type?: unknown; readonly data?: unknown } | null {
  try {
    const said: unknown = JSON.parse(text)
    return typeof said === 'object' && said !== null ? said : {}
  } catch {
    return null
  }
}

/** Spells a message of ours that is no event. */
export function spell(
  type: 'subscribed' | 'pong' | 'error',
  data: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({ type, data })
}

/** Why we close a connection (RFC 6455, 7.4.1). */
export const closing = {
  stopping: 1001,
  tooManyMessages: 1008,
  tooLong: 1009,
  tooSlow: 1013,
} as const
