/** One host did not answer a question: the next one is asked. Its message is for logs only. */
export class HostFailure extends Error {
  override readonly name = 'HostFailure'
  readonly timedOut: boolean
  /** It knows no such page, which does not mean that there is no such title. */
  readonly notFound: boolean
  /** How long it asked to be left alone. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, { timedOut, notFound, retryAfterMs, ...options }: Details = {}) {
    super(message, options)
    this.timedOut = timedOut ?? false
    this.notFound = notFound ?? false
    this.retryAfterMs = retryAfterMs
  }
}

interface Details extends ErrorOptions {
  readonly timedOut?: boolean
  readonly notFound?: boolean
  readonly retryAfterMs?: number | undefined
}
