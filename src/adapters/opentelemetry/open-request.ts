import type { Attributes, EventAttributes, SpanEventKey } from '../../telemetry/spans.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import type { RequestSpan } from '../../telemetry/tracer.ts'
import type { OpenSpan } from './open-span.ts'

/** The span of a request, which ends with an answer. */
export class OpenRequest implements RequestSpan {
  readonly #span: OpenSpan<'request'>

  constructor(span: OpenSpan<'request'>) {
    this.#span = span
  }

  get ids(): TraceIds {
    return this.#span
  }

  set(attributes: Attributes<'request'>): void {
    this.#span.set(attributes)
  }

  event<E extends SpanEventKey>(event: E, attributes: EventAttributes<E>): void {
    this.#span.event(event, attributes)
  }

  end(name: string, status: number, error?: unknown): void {
    if (this.#span.ended) return
    this.#span.name = name
    if (status >= 500 && error === undefined) this.#span.fail(answered(status))
    this.#span.end(status >= 500 ? error : undefined)
  }
}

/** An answer of 5xx for which nothing was thrown. */
function answered(status: number) {
  return { type: String(status), exception: null, isFailure: true }
}
