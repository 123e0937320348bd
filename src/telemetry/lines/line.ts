import { Gathered } from '../bytes/gathered.ts'
import { quoted } from '../bytes/quoted.ts'
import type { Circumstances } from '../scope.ts'
import { putIds } from './put-ids.ts'
import { redactStart } from './redaction.ts'

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

const encoder = new TextEncoder()

/** Where fields stand before they are a string. */
const scratch = new Gathered()

/** The same as a string. */
export function fieldsJson(
  fields: Readonly<Record<string, Value>>,
  circumstances: Circumstances | undefined,
): string {
  putFields(fields, circumstances, scratch)
  return scratch.takeText()
}

/**
 * Adds the fields of a line as they may be told, with the ids of what it was written for: JSON, to
 * go on with behind others (`,"path":"/",…`). Made by hand, for it is made twice a request.
 */
export function putFields(
  fields: Readonly<Record<string, Value>>,
  circumstances: Circumstances | undefined,
  into: Gathered,
): void {
  for (const name in fields) {
    const value = fields[name]
    if (value === undefined) continue
    if (typeof value === 'string') into.bytes(spelledText(name, value))
    else {
      into.bytes(nameOf(name))
      into.ascii(typeof value === 'number' ? numberOf(value) : String(value))
    }
  }
  if (circumstances !== undefined) putIds(circumstances, into)
}

/** JSON knows no others. */
function numberOf(value: number): string {
  return Number.isFinite(value) ? String(value) : 'null'
}

/** Names of fields as they are spelled, of which there are as many as in the log table. */
const names = new Map<string, Uint8Array>()

function nameOf(name: string): Uint8Array {
  const known = names.get(name)
  if (known !== undefined) return known
  const spelled = encoder.encode(`,"${name}":`)
  names.set(name, spelled)
  return spelled
}

/** What is ours: nothing of it needs a closer look. */
const harmless = new Set(['method', 'endpoint'])

/** What was told last of each field: both lines of a request tell much the same. */
const last = new Map<string, { readonly text: string; readonly spelled: Uint8Array }>()

function spelledText(name: string, text: string): Uint8Array {
  const told = last.get(name)
  if (told?.text === text) return told.spelled
  const safe = harmless.has(name) ? text : tellable(text, limits[name] ?? limit)
  const spelled = encoder.encode(`,"${name}":${quoted(safe)}`)
  last.set(name, { text, spelled })
  return spelled
}

function tellable(text: string, most: number): string {
  const told = redactStart(text, most)
  const short = told.length > most ? `${told.slice(0, most - 1)}…` : told
  return !ascii.test(short) && harmful.test(short) ? short.replace(allHarmful, '\ufffd') : short
}
