/** What a log line tells of an error: its words, its class and where it came from. */
export interface ErrorFields {
  readonly error: string
  readonly error_type: string
  readonly stack: string | undefined
}

/** Describes anything thrown. */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) {
    return { error: String(error), error_type: typeof error, stack: undefined }
  }
  return { error: error.message, error_type: error.name, stack: error.stack }
}
