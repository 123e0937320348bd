import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { randomSpanId, randomTraceId, randomUuid } from '../../src/telemetry/random-ids.ts'

/** More than are made at once, many times over. */
const many = 20_000

for (const [what, randomId, length] of [
  ['a trace', randomTraceId, 32],
  ['a span', randomSpanId, 16],
] as const) {
  describe(`the id of ${what}`, () => {
    const ids = Array.from({ length: many }, randomId)

    it(`is ${length} digits, not all of them zeros`, () => {
      for (const id of ids) assert.match(id, new RegExp(`^(?!0+$)[0-9a-f]{${length}}$`))
    })

    it('never comes again', () => {
      assert.equal(new Set(ids).size, many)
    })

    it('may have any digit anywhere', () => {
      for (let at = 0; at < length; at += 1) {
        assert.equal(new Set(ids.map((id) => id[at])).size, 16)
      }
    })
  })
}

describe('the ids of traces and spans', () => {
  it('share nothing, however they alternate: none tells another', () => {
    const ids = Array.from({ length: 5000 }, (_, at) => (at % 3 ? randomSpanId() : randomTraceId()))
    const parts = ids.flatMap((id) =>
      Array.from({ length: id.length - 11 }, (_, at) => id.slice(at, at + 12)),
    )

    assert.equal(new Set(parts).size, parts.length)
  })
})

describe('a random UUID', () => {
  const ids = Array.from({ length: many }, randomUuid)

  it('says that it is one of version 4', () => {
    for (const id of ids) {
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })

  it('never comes again, nor does half of it', () => {
    assert.equal(new Set(ids.flatMap((id) => [id.slice(0, 18), id.slice(18)])).size, 2 * many)
  })

  it('may have any digit wherever it has no other meaning', () => {
    for (const at of [0, 7, 9, 15, 20, 24, 35]) {
      assert.equal(new Set(ids.map((id) => id[at])).size, 16)
    }
    assert.equal(new Set(ids.map((id) => id[19])).size, 4)
  })
})
