import { z } from 'zod'
import { eventTypes } from '../../core/events/title-event.ts'
import type { Message } from '../../core/replicas/bus.ts'

/** A message, and which process told it. */
export interface Envelope {
  readonly from: string
  readonly message: Message
}

const event = z.object({
  id: z.string(),
  type: z.enum(eventTypes),
  titleId: z.int().positive(),
  data: z.record(z.string(), z.unknown()),
  foundAt: z.number(),
  freshAt: z.number().nullable(),
  traceparent: z.string().nullable(),
})

const envelope: z.ZodType<Envelope> = z.object({
  from: z.string(),
  message: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('learned'), key: z.string(), checkedAt: z.number() }),
    z.object({ kind: z.literal('cleared'), pattern: z.string() }),
    z.object({ kind: z.literal('event'), event }),
  ]),
})

/** `null` for what is no message, or one of a kind that a newer version has. */
export function parseEnvelope(text: string): Envelope | null {
  try {
    return envelope.parse(JSON.parse(text))
  } catch {
    return null
  }
}
