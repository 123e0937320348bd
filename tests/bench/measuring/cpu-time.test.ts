import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseStat } from './cpu-time.ts'

describe('parseStat()', () => {
  it('adds the ticks of the process and of the kernel, in microseconds', () => {
    const stat = '7 (node) S 1 7 7 0 -1 4194304 9 0 0 0 120 30 5 6 20 0 11 0 1 2 3\n'

    assert.equal(parseStat(stat), 1_500_000)
  })

  it('is not led astray by a name with spaces and brackets', () => {
    const stat = '7 (a) b) S 1 7 7 0 -1 4194304 9 0 0 0 1 2 5 6 20 0 11 0 1 2 3\n'

    assert.equal(parseStat(stat), 30_000)
  })
})
