import { type Gathered, putAscii } from '../bytes/gathered.ts'
import { isPlain } from '../bytes/quoted.ts'
import type { Circumstances } from '../scope.ts'

const encoder = new TextEncoder()

const toRequest = ',"request_id":"'
const toTrace = '","trace_id":"'
const toSpan = '","span_id":"'
const zeros = '0'.repeat(32)

/** What was told last: of a request, two lines are. */
let last: Circumstances | undefined
/** The ids of it, with the places that those of others have, too. */
let spelled = new Uint8Array()
/** How long the id of its request is. */
let length = -1

/** Adds the ids of what a line is written for. */
export function putIds(circumstances: Circumstances, into: Gathered): void {
  const { requestId, trace } = circumstances
  if (circumstances !== last) {
    if (requestId === undefined || !isPlain(requestId)) {
      const request = requestId === undefined ? '' : `,"request_id":${JSON.stringify(requestId)}`
      into.text(`${request},"trace_id":"${trace.traceId}${toSpan}${trace.spanId}"`)
      return
    }
    spell(requestId, trace.traceId, trace.spanId)
    last = circumstances
  }
  into.bytes(spelled)
}

function spell(requestId: string, traceId: string, spanId: string): void {
  if (requestId.length !== length) {
    length = requestId.length
    const request = `${toRequest}${'0'.repeat(length)}`
    spelled = encoder.encode(`${request}${toTrace}${zeros}${toSpan}${zeros.slice(16)}"`)
  }
  const traceAt = toRequest.length + length + toTrace.length
  putAscii(spelled, toRequest.length, requestId)
  putAscii(spelled, traceAt, traceId)
  putAscii(spelled, traceAt + zeros.length + toSpan.length, spanId)
}
