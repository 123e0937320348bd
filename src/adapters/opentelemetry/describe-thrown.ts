import { Failure } from '../../core/failure.ts'

/** What a span tells of something thrown. */
export interface Thrown {
  /** Of few values: a failure's code, the class of a bug. */
  readonly type: string
  readonly exception: { readonly name: string; message: string; stack?: string } | null
  /** Whether it makes the span a failure: a caller who leaves does not. */
  readonly isFailure: boolean
}

export function describeThrown(thrown: unknown): Thrown {
  if (thrown instanceof Failure) {
    const { name, code, message } = thrown
    // Its stack tells nothing that its code does not.
    return { type: code, exception: { name, message }, isFailure: code !== 'cancelled' }
  }
  if (thrown instanceof Error) {
    const { name, message, stack } = thrown
    return { type: name, exception: { name, message, stack: stack ?? '' }, isFailure: true }
  }
  const name = typeof thrown
  return { type: name, exception: { name, message: String(thrown) }, isFailure: true }
}
