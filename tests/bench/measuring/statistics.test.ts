import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { median, spread } from './statistics.ts'

describe('median()', () => {
  it('is the middle one by size, as numbers', () => {
    assert.equal(median([100, 9, 10]), 10)
  })

  it('is between the two in the middle of an even number', () => {
    assert.equal(median([4, 1, 2, 100]), 3)
  })

  it('throws if there are none', () => {
    assert.throws(() => median([]), RangeError)
  })
})

describe('spread()', () => {
  it('is the largest distance from the median, as a share of it', () => {
    assert.equal(spread([90, 100, 120]), 0.2)
  })

  it('is 0 where all are 0', () => {
    assert.equal(spread([0, 0]), 0)
  })
})
