import { type Gathered, putAscii } from './gathered.ts'

/** Needs no escaping in JSON, and is found out sooner than escaped. */
const plain = /^[ !#-[\]-~]*$/

const quote = 0x22

/** Whether JSON has a text as it is, between its quotes. */
export function isPlain(text: string): boolean {
  return plain.test(text)
}

/** A text as JSON has it. */
export function quoted(text: string): string {
  return isPlain(text) ? `"${text}"` : JSON.stringify(text)
}

/** Adds a text as JSON has it. */
export function putQuoted(text: string, into: Gathered): void {
  if (isPlain(text)) {
    const at = into.claim(text.length + 2)
    into.piece[at] = quote
    putAscii(into.piece, at + 1, text)
    into.piece[at + 1 + text.length] = quote
  } else into.text(JSON.stringify(text))
}
