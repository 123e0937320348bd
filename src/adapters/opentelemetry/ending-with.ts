import type { SpanKey } from '../../telemetry/spans.ts'
import { describeThrown } from './describe-thrown.ts'
import type { OpenSpan } from './open-span.ts'

/** Lets a span end with its work: at once, if the work is over at once. */
export function endingWith<T>(span: OpenSpan<SpanKey>, work: () => T): T {
  let made: T
  try {
    made = work()
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
