import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitsPattern } from '../../../src/core/store/key-pattern.ts'

describe('fitsPattern()', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['title:9000', 'title:9000', true],
    ['title:9000', 'title:90001', false],
    ['title:*', 'title:', true],
    ['title:*', 'titles:page', false],
    ['*', '', true],
    ['*9000', 'title:9000', true],
    ['t*:9?00', 'title:9100', true],
    ['t*:9?00', 'title:900', false],
    ['*a*b*c', 'aabbcc', true],
    ['*a*b*c', 'aabbcd', false],
    ['?', '', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['', 'a', false],
  ]
  for (const [pattern, key, fits] of cases) {
    it(`says ${fits} of ${JSON.stringify(key)} for ${JSON.stringify(pattern)}`, () => {
      assert.equal(fitsPattern(pattern, key), fits)
    })
  }

  it('is done soon with a pattern that is meant to take long', () => {
    const start = performance.now()

    assert.equal(fitsPattern('*a'.repeat(100), `${'a'.repeat(300)}b`), false)

    assert.ok(performance.now() - start < 1000)
  })
})
