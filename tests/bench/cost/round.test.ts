import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { droppedShare, type Round } from './round.ts'

function round(spansMade: number, spansArrived: number): Round {
  const rest = { requests: 1, perSecond: 1, cpuMicroseconds: 1, p50Ms: 1, p99Ms: 1 }
  return { ...rest, residentBytes: 1, spansMade, spansArrived }
}

describe('droppedShare()', () => {
  it('is the share of all rounds', () => {
    assert.equal(droppedShare([round(100, 50), round(300, 250)]), 0.25)
  })

  it('is 0 where requests under way at the end made a few more', () => {
    assert.equal(droppedShare([round(100, 103)]), 0)
  })

  it('is 0 where none were made', () => {
    assert.equal(droppedShare([round(0, 0)]), 0)
  })
})
