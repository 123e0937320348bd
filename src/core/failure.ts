/**
 * Why an operation failed, in words that every layer shares. A new word is a design decision.
 *
 * `unavailable`: nobody who could answer did. `timeout`: the deadline of the whole passed.
 * `cancelled`: the caller left. `denied`: what we depend on refuses our credentials, which no waiting
 * will heal. Anything that is not a `Failure` is a bug and counts as `internal`.
 */
export type FailureCode =
  | 'invalid'
  | 'title-not-found'
  | 'unavailable'
  | 'denied'
  | 'timeout'
  | 'cancelled'
  | 'internal'

export interface FailureOptions extends ErrorOptions {
  /** When asking again makes sense, in milliseconds from now; absent when nobody can tell. */
  readonly retryAfterMs?: number
}

/** A failure that a caller is expected to meet. Its message is fit for the public: no secrets, no hosts. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly retryAfterMs: number | undefined

  constructor(
    code: FailureCode,
    message: string,
    { retryAfterMs, ...options }: FailureOptions = {},
  ) {
    super(message, options)
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** The code of anything thrown; `internal` for what is no `Failure`. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof Failure ? error.code : 'internal'
}
