import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readEach } from '../../../../src/adapters/anilibria/wire/values.ts'

describe('readEach()', () => {
  it('does not take a bug of ours for a broken item', () => {
    const broken: string[] = []
    const read = () => {
      throw new TypeError('a bug')
    }

    assert.throws(() => readEach([1], read, broken), TypeError)

    assert.deepEqual(broken, [])
  })
})
