import { z } from 'zod'
import type { Message } from '../../core/replicas/bus.ts'

/** A message, and which process told it. */
export interface Envelope {
  readonly from: string
  readonly message: Message
}

const envelope: z.ZodType<Envelope> = z.object({
  from: z.string(),
  message: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('learned'), key: z.string(), checkedAt: z.number() }),
    z.object({ kind: z.literal('cleared'), pattern: z.string() }),
    z.object({ kind: z.literal('appended') }),
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
