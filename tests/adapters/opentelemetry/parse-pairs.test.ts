import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parsePairs } from '../../../src/adapters/opentelemetry/parse-pairs.ts'

describe('parsePairs()', () => {
  it('reads pairs, with spaces around them and = in values', () => {
    assert.deepEqual(parsePairs('a=1, b = two ,,c=x=y,d='), { a: '1', b: 'two', c: 'x=y', d: '' })
  })

  it('decodes what is percent-encoded', () => {
    assert.deepEqual(parsePairs('Authorization=Basic%20YQ%3D%3D'), { Authorization: 'Basic YQ==' })
  })

  it('reads nothing from nothing', () => {
    assert.deepEqual(parsePairs(''), {})
  })

  for (const text of ['a', '=1', 'a=1,b', 'a=%zz']) {
    it(`refuses ${text}`, () => {
      assert.equal(parsePairs(text), undefined)
    })
  }
})
