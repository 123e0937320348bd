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
  let made: T
  try {
    made = scope.run(circumstances, work)
  } catch (error) {
    fail(span, error)
    throw error
  }
  if (made instanceof Promise) return endWith(span, made) as T
  span.end()
  return made
}

async function endWith<T>(span: OpenSpan<SpanKey>, made: Promise<T>): Promise<T> {
  try {
    const value = await made
    span.end()
    return value
  } catch (error) {
    fail(span, error)
    throw error
  }
}

function fail(span: OpenSpan<SpanKey>, error: unknown): void {
  span.fail(describeThrown(error))
  span.end()
}
