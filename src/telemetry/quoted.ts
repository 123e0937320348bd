/** Needs no escaping in JSON, and is found out sooner than escaped. */
const plain = /^[ !#-[\]-~]*$/

/** A text as JSON has it. */
export function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
