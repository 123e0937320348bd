import type { SpanContext } from '@opentelemetry/api'
import { parseTraceParent, TraceState } from '@opentelemetry/core'
import type { Carried } from '../../telemetry/tracer.ts'

/** Longest `tracestate` and `baggage`, in bytes (W3C Baggage: at least that much is passed on). */
const mostBytes = 8192
/** Most members of a `tracestate` (W3C Trace Context). */
const mostMembers = 32

/** What of a peer's headers is well formed, and short enough to be sent on. */
export interface Accepted {
  readonly parent: SpanContext | undefined
  readonly tracestate: string | undefined
  readonly baggage: string | undefined
}

const nothing: Accepted = { parent: undefined, tracestate: undefined, baggage: undefined }

export function acceptCarried({ traceparent, tracestate, baggage }: Carried): Accepted {
  if (traceparent === undefined && baggage === undefined) return nothing
  const ids = spanContextOf(traceparent)
  // Without a parent a tracestate means nothing.
  const state = ids && tracestate && fits(tracestate, mostMembers) ? tracestate : undefined
  return {
    parent: ids && state ? { ...ids, traceState: new TraceState(state) } : ids,
    tracestate: state,
    baggage: baggage && fits(baggage) ? baggage : undefined,
  }
}

/** The span that a `traceparent` names; `undefined` if it is malformed. */
export function spanContextOf(traceparent: string | undefined): SpanContext | undefined {
  const ids = traceparent === undefined ? null : parseTraceParent(traceparent)
  return ids ? { ...ids, isRemote: true } : undefined
}

/** Whether a header's value is printable ASCII and not too long. */
function fits(value: string, members = Number.POSITIVE_INFINITY): boolean {
  if (value.length > mostBytes || !/^[\t\x20-\x7e]+$/.test(value)) return false
  return members === Number.POSITIVE_INFINITY || value.split(',').length <= members
}
