import { Failure } from '../../core/failure.ts'

/** What a log line tells of an error. */
export interface ErrorFields {
  /** Its words, and those of what caused it. */
  readonly error: string
  /** The code of a `Failure`, the class of anything else. */
  readonly error_type: string
  /** Where a bug came from; a `Failure` is met as expected, wherever it began. */
  readonly stack: string | undefined
}

/** How many causes are told. */
const mostCauses = 4

/** Describes anything thrown. */
export function errorFields(thrown: unknown): ErrorFields {
  const error = wordsOf(thrown)
  if (thrown instanceof Failure) return { error, error_type: thrown.code, stack: undefined }
  if (thrown instanceof Error) return { error, error_type: thrown.name, stack: thrown.stack }
  return { error, error_type: typeof thrown, stack: undefined }
}

function wordsOf(thrown: unknown): string {
  const words: string[] = []
  let next = thrown
  while (next !== undefined && words.length <= mostCauses) {
    words.push(next instanceof Error ? next.message || next.name : textOf(next))
    next = next instanceof Error ? next.cause : undefined
  }
  return words.join(', caused by: ') || textOf(thrown)
}

/** `String` throws for what cannot be a text, such as an object without a prototype. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return `an ${typeof thrown}`
  }
}
