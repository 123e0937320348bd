import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hrTimeOf } from '../../../src/adapters/opentelemetry/hr-time.ts'

describe('hrTimeOf()', () => {
  for (const [ms, seconds, nanos] of [
    [0, 0, 0],
    [0.5, 0, 500_000],
    [999.999_999, 0, 999_999_999],
    [999.999_999_999_999, 0, 999_999_999],
    [1000, 1, 0],
    [1_789_000_000_000, 1_789_000_000, 0],
    [1_789_000_000_001.5, 1_789_000_000, 1_500_000],
    [1_789_000_000_999.75, 1_789_000_000, 999_750_000],
    [1_789_000_000_999.9998, 1_789_000_000, 999_999_755],
  ] as const) {
    it(`is ${seconds} s and ${nanos} ns of ${ms} ms`, () => {
      assert.deepEqual(hrTimeOf(ms), [seconds, nanos])
    })
  }

  it('never rounds up into a next second, and never goes back', () => {
    for (const second of [0, 1, 1_789_000_000, 4_000_000_000]) {
      let before = -1
      for (let step = 2048; step >= 1; step -= 1) {
        const [seconds, nanos] = hrTimeOf(second * 1000 + 1000 - step / 2048)

        assert.equal(seconds, second)
        assert.ok(Number.isInteger(nanos) && nanos > before && nanos < 1e9, `${nanos}`)
        before = nanos
      }
    }
  })
})
