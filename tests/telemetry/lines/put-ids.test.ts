import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Gathered } from '../../../src/telemetry/bytes/gathered.ts'
import { putIds } from '../../../src/telemetry/lines/put-ids.ts'
import { randomSpanId, randomTraceId } from '../../../src/telemetry/random-ids.ts'
import type { Circumstances } from '../../../src/telemetry/scope.ts'

function circumstancesOf(requestId: string | undefined): Circumstances {
  const trace = { traceId: randomTraceId(), spanId: randomSpanId(), sampled: true }
  return { requestId, trace, tracestate: undefined, baggage: undefined }
}

const into = new Gathered()

function told(circumstances: Circumstances): unknown {
  putIds(circumstances, into)
  const text = into.takeText()
  assert.ok(text.startsWith(','), text)
  return JSON.parse(`{${text.slice(1)}}`)
}

function expected({ requestId, trace }: Circumstances): unknown {
  const ids = { trace_id: trace.traceId, span_id: trace.spanId }
  return requestId === undefined ? ids : { request_id: requestId, ...ids }
}

describe('the ids of a line', () => {
  const all = ['r-1', 'r-2', '', 'a'.repeat(128), undefined, 'a "quoted" one', 'Фрирен', 'r-3'].map(
    circumstancesOf,
  )

  it('are those it was written for, whatever was written before', () => {
    for (const before of all) {
      for (const circumstances of all) {
        assert.deepEqual(told(before), expected(before))
        assert.deepEqual(told(circumstances), expected(circumstances))
        assert.deepEqual(told(circumstances), expected(circumstances))
      }
    }
  })
})
