import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextTry, triedForMs } from '../../../src/core/webhooks/backoff.ts'

const middle = { now: 0, retryAfterMs: null, random: 0.5 }

describe('nextTry()', () => {
  it('waits longer after each try', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20].map((attempts) =>
      nextTry({ addedAt: 0, attempts }, middle),
    )

    assert.deepEqual(
      pauses.map((ms) => (ms ?? 0) / 1000),
      [5, 30, 120, 300, 900, 1800, 3600, 7200, 14_400, 14_400],
    )
  })

  it('spreads what failed together', () => {
    const first = { addedAt: 0, attempts: 1 }

    assert.equal(nextTry(first, { ...middle, random: 0 }), 4000)
    assert.equal(nextTry(first, { ...middle, random: 1 }), 6000)
  })

  it('does not ask sooner than it was told to', () => {
    assert.equal(nextTry({ addedAt: 0, attempts: 1 }, { ...middle, retryAfterMs: 60_000 }), 60_000)
  })

  it('tries once more at the end of 24 hours, then gives up', () => {
    const late = { addedAt: 0, attempts: 12 }

    assert.equal(nextTry(late, { ...middle, now: triedForMs - 1000 }), triedForMs)
    assert.equal(nextTry(late, { ...middle, now: triedForMs }), null)
    assert.equal(nextTry(late, { ...middle, now: 5, retryAfterMs: 1e12 }), triedForMs)
  })
})
