import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { measuredUpstream } from '../../../src/telemetry/measured/measured-upstream.ts'
import { createRecordingMeter } from '../recording-meter.ts'

describe('measuredUpstream()', () => {
  it('shows the state of the breaker as it is', () => {
    const { watched, ...meter } = createRecordingMeter()
    let state: 'closed' | 'open' | 'half-open' = 'closed'
    measuredUpstream({ breakerState: () => state, remaining: () => 1 }, meter)
    const seen: unknown[] = []

    for (state of ['closed', 'open', 'half-open'] as const) {
      seen.push(watched['circuitBreakerState anilibria_api']?.())
    }

    assert.deepEqual(seen, [0, 1, 2])
  })

  it('shows what our own limit leaves, and nothing without one', () => {
    const { watched, ...meter } = createRecordingMeter()
    let remaining = 7
    measuredUpstream({ breakerState: () => 'closed', remaining: () => remaining }, meter)
    assert.equal(watched.apiRateLimitRemaining?.(), 7)

    remaining = Number.POSITIVE_INFINITY

    assert.equal(watched.apiRateLimitRemaining?.(), null)
  })
})
