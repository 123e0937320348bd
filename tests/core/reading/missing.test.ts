import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMissing } from '../../../src/core/reading/missing.ts'

describe('missing', () => {
  it('remembers for a minute, unless told otherwise', () => {
    let now = 1_000_000
    for (const [missing, forMs] of [
      [createMissing({ now: () => now }), 60_000],
      [createMissing({ now: () => now, forMs: 500 }), 500],
    ] as const) {
      missing.remember('title:1')
      assert.equal(missing.has('title:1'), true)
      assert.equal(missing.has('title:2'), false)

      now += forMs - 1
      assert.equal(missing.has('title:1'), true)

      now += 1
      assert.equal(missing.has('title:1'), false)
    }
  })

  it('counts from the last time it was told', () => {
    let now = 0
    const missing = createMissing({ now: () => now, forMs: 500 })
    missing.remember('title:1')
    now += 400
    missing.remember('title:1')

    now += 400

    assert.equal(missing.has('title:1'), true)
  })

  it('forgets the one told longest ago when there are too many', () => {
    const missing = createMissing({ most: 2 })
    missing.remember('title:1')
    missing.remember('title:2')
    missing.remember('title:1')

    missing.remember('title:3')

    assert.deepEqual(
      ['title:1', 'title:2', 'title:3'].map((key) => missing.has(key)),
      [true, false, true],
    )
  })

  it('remembers 10,000 unless told otherwise', () => {
    const missing = createMissing()

    for (let id = 0; id <= 10_000; id += 1) missing.remember(`title:${id}`)

    assert.equal(missing.has('title:0'), false)
    assert.equal(missing.has('title:1'), true)
  })
})
