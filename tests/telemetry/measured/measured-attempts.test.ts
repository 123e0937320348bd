import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { measuredAttempts } from '../../../src/telemetry/measured/measured-attempts.ts'
import { createRecordingMeter } from '../recording-meter.ts'

const endpoint = '/anime/genres'

describe('measuredAttempts()', () => {
  for (const [status, error] of [
    [200, null],
    [404, null],
    [400, 'invalid'],
    [422, 'invalid'],
    [403, 'unavailable'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    ['error', 'unavailable'],
    ['timeout', 'timeout'],
  ] as const) {
    it(`counts and times ${status}, as ${error ? `an error of type ${error}` : 'no error'}`, () => {
      const meter = createRecordingMeter()

      measuredAttempts(meter)({ endpoint, status, seconds: 1.5 })

      assert.deepEqual(meter.numbers, {
        [`apiRequests ${endpoint} ${status}`]: 1,
        ...(error && { [`errors ${error} anilibria_api`]: 1 }),
      })
      assert.deepEqual(meter.durations, [
        { series: `apiRequestDuration ${endpoint}`, seconds: 1.5 },
      ])
    })
  }

  it('lays what was given up at nobody’s door but the caller’s', () => {
    const meter = createRecordingMeter()

    measuredAttempts(meter)({ endpoint, status: 'cancelled', seconds: 1.5 })

    assert.deepEqual(meter.numbers, { 'errors cancelled anilibria_api': 1 })
    assert.deepEqual(meter.durations, [])
  })
})
