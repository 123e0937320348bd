import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rotated } from './all-rounds.ts'

describe('rotated()', () => {
  it('begins with another one each time, and leaves none out', () => {
    const orders = [0, 1, 2, 4].map((round) => rotated(['a', 'b', 'c'], round).join(''))

    assert.deepEqual(orders, ['abc', 'bca', 'cab', 'bca'])
  })
})
