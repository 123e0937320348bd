import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { randomSpanId, randomTraceId } from '../../../src/adapters/opentelemetry/random-ids.ts'

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
