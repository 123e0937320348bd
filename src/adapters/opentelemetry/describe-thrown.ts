import { Failure } from '../../core/failure.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import { redact } from '../../telemetry/lines/redaction.ts'

/** What a span tells of something thrown. */
export interface Thrown {
  /** Of few values: a failure's code, the class of a bug. */
  readonly type: string
  readonly exception: { readonly name: string; message: string; stack?: string } | null
  /** Whether it makes the span a failure: a caller who leaves does not. */
  readonly isFailure: boolean
}

export function describeThrown(thrown: unknown): Thrown {
  const { error, error_type, stack } = errorFields(thrown)
  const name = thrown instanceof Error ? thrown.name : typeof thrown
  return {
    type: error_type,
    exception: { name, message: redact(error), ...(stack && { stack: redact(stack) }) },
    isFailure: !(thrown instanceof Failure && thrown.code === 'cancelled'),
  }
}
