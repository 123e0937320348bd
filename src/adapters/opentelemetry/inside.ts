import type { Circumstances, Scope } from '../../telemetry/scope.ts'
import type { SpanKey } from '../../telemetry/spans.ts'
import { describeThrown } from './describe-thrown.ts'
import type { OpenSpan } from './open-span.ts'

/** Does work within a span, which ends with it: at once, if the work is over at once. */
export function inside<T>(
  scope: Scope,
  circumstances: Circumstances,
  span: OpenSpan<SpanKey>,
  work: () => T,
): T {
  function failed(error: unknown): never {
    span.fail(describeThrown(error))
    span.end()
    throw error
  }

  function ended<R>(made: R): R {
    span.end()
    return made
  }

  let made: T
  try {
    made = scope.run(circumstances, work)
  } catch (error) {
    return failed(error)
  }
  return made instanceof Promise ? (made.then(ended, failed) as T) : ended(made)
}
