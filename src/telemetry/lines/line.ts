import type { Circumstances } from '../scope.ts'
import { redact } from './redaction.ts'

/** What a field may hold; `undefined` leaves it out. */
export type Value = string | number | boolean | null | undefined

/** Longest texts, in characters: many are of a client's choosing. */
const limits: Readonly<Record<string, number>> = { path: 2048, error: 2048, stack: 8192 }
const limit = 256

/** What could act on a terminal, reorder a line for its reader, or is no character at all. */
const harmful = /[[\p{Cc}--[\n\t]]\p{Cs}\p{Bidi_Control}\u2028\u2029]/v
/** Nothing harmful, and found out sooner. */
const ascii = /^[ -~]*$/
const allHarmful = new RegExp(harmful, 'gv')

/** The fields of a line as they may be told, with the ids of what it was written for. */
export function lineOf(
  fields: Readonly<Record<string, Value>>,
  circumstances: Circumstances | undefined,
): Record<string, Value> {
  const line: Record<string, Value> = {}
  for (const name in fields) {
    const value = fields[name]
    line[name] = typeof value === 'string' ? tellable(value, limits[name] ?? limit) : value
  }
  if (circumstances !== undefined) {
    line.request_id = circumstances.requestId
    line.trace_id = circumstances.trace.traceId
    line.span_id = circumstances.trace.spanId
  }
  return line
}

function tellable(text: string, most: number): string {
  // Redacted first: half a secret would not be recognised.
  const told = redact(text.length > 2 * most ? text.slice(0, 2 * most) : text)
  const short = told.length > most ? `${told.slice(0, most - 1)}…` : told
  return !ascii.test(short) && harmful.test(short) ? short.replace(allHarmful, '\ufffd') : short
}
