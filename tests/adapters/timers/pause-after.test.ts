import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pauseAfter } from '../../../src/adapters/timers/pause-after.ts'

const pauses = (random: () => number) => {
  return [1, 2, 3, 4].map((attempt) => pauseAfter(attempt, 1000, random))
}

describe('pauseAfter()', () => {
  it('is 1, 2, 4 and 8 seconds at most', () => {
    assert.deepEqual(
      pauses(() => 0),
      [1000, 2000, 4000, 8000],
    )
  })

  it('is half of that at least', () => {
    assert.deepEqual(
      pauses(() => 1),
      [500, 1000, 2000, 4000],
    )
  })
})
