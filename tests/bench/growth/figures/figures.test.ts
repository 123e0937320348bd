import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { growth, isReached, line } from './figures.ts'

describe('line()', () => {
  it('says whether the target was reached', () => {
    const figure = { what: 'start', unit: 'ms', atMost: 400 }

    assert.equal(line({ ...figure, value: 400 }), 'start: 400.0 ms (at most 400 ms: reached)')
    assert.equal(line({ ...figure, value: 401 }), 'start: 401.0 ms (at most 400 ms: MISSED)')
  })

  it('says nothing of a target that there is not', () => {
    assert.equal(line({ what: 'sync', value: 1.234, unit: 's', atMost: null }), 'sync: 1.23 s')
  })
})

describe('isReached()', () => {
  it('takes what is no number for missed', () => {
    assert.equal(isReached({ value: Number.NaN, atMost: 10 }), false)
  })
})

describe('growth()', () => {
  it('is in percent of what was before', () => {
    assert.equal(growth(50, 55).toFixed(3), '10.000')
    assert.equal(growth(50, 45).toFixed(3), '-10.000')
  })
})
