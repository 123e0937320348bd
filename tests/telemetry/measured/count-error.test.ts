import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { countError } from '../../../src/telemetry/measured/count-error.ts'
import { createRecordingMeter } from '../recording-meter.ts'

describe('countError()', () => {
  it('counts failures by their code, bugs as internal, and a title that is not there not at all', () => {
    const meter = createRecordingMeter()

    for (const code of ['unavailable', 'timeout', 'title-not-found'] as const) {
      countError(meter, 'background', new Failure(code, 'Cannot'))
    }
    countError(meter, 'background', new TypeError('bug'))

    assert.deepEqual(meter.numbers, {
      'errors unavailable background': 1,
      'errors timeout background': 1,
      'errors internal background': 1,
    })
  })
})
