import { quoted } from '../quoted.ts'
import type { Circumstances } from '../scope.ts'
import { redact } from './redaction.ts'

/** What a field may hold; `undefined` leaves it out. */
export type Value = string | number | boolean | null | undefined

/** Longest texts, in characters: many are of a client's choosing. */
const limits: Readonly<Record<string, number>> = { path: 2048, error: 2048, stack: 8192 }
const limit = 256

/** What could act on a terminal, reorder a line for its reader, or is no character at all. */
const harmful = /[[\p{Cc}--[\n\t]]\p{Cs}\p{Bidi_Control}\u2028\u2029]/v
const allHarmful = new RegExp(harmful, 'gv')

/** Nothing harmful, and found out sooner. */
const ascii = /^[ -~]*$/

/**
 * Spells the fields of a line as they may be told, with the ids of what it was written for: JSON,
 * to go on with behind others (`,"path":"/",…`). Made by hand, for it is made twice a request.
 */
export function fieldsJson(
  fields: Readonly<Record<string, Value>>,
  circumstances: Circumstances | undefined,
): string {
  let json = ''
  for (const name in fields) {
    const value = fields[name]
    if (value === undefined) continue
    json += `,"${name}":${typeof value === 'string' ? textJson(value, name) : JSON.stringify(value)}`
  }
  if (circumstances === undefined) return json
  const { requestId, trace } = circumstances
  if (requestId !== undefined) json += `,"request_id":"${requestId}"`
  return `${json},"trace_id":"${trace.traceId}","span_id":"${trace.spanId}"`
}

/** What is ours: nothing of it needs a closer look. */
const harmless = new Set(['method', 'endpoint'])

/** What was told last of each field: both lines of a request tell much the same. */
const last = new Map<string, { readonly text: string; readonly json: string }>()

function textJson(text: string, name: string): string {
  if (harmless.has(name)) return `"${text}"`
  const told = last.get(name)
  if (told?.text === text) return told.json
  const json = quoted(tellable(text, limits[name] ?? limit))
  last.set(name, { text, json })
  return json
}

function tellable(text: string, most: number): string {
  // Redacted first: half a secret would not be recognised.
  const told = redact(text.length > 2 * most ? text.slice(0, 2 * most) : text)
  const short = told.length > most ? `${told.slice(0, most - 1)}…` : told
  return !ascii.test(short) && harmful.test(short) ? short.replace(allHarmful, '\ufffd') : short
}
