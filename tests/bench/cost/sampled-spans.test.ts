import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loopDelayP99Ms, sampledSpans } from './sampled-spans.ts'

const metrics = `# HELP anilibria_telemetry_spans_total Sampled spans that ended
anilibria_telemetry_spans_total{result="exported"} 3000
anilibria_telemetry_spans_total{result="dropped"} 20
anilibria_telemetry_spans_total{result="failed"} 1
anilibria_http_requests_total{method="GET"} 7
nodejs_eventloop_lag_p90_seconds 0.5
nodejs_eventloop_lag_p99_seconds 0.0125
`

describe('sampledSpans()', () => {
  it('adds up spans, whatever became of them', () => {
    assert.equal(sampledSpans(metrics), 3021)
  })

  it('is 0 before there was one', () => {
    assert.equal(sampledSpans(''), 0)
  })
})

describe('loopDelayP99Ms()', () => {
  it('leaves out the wait between two looks', () => {
    assert.equal(loopDelayP99Ms(metrics), 2.5)
  })

  it('is never below 0', () => {
    assert.equal(loopDelayP99Ms('nodejs_eventloop_lag_p99_seconds 0.0099\n'), 0)
  })

  it('throws where it is not told', () => {
    assert.throws(() => loopDelayP99Ms(''), /Cannot find/)
  })
})
