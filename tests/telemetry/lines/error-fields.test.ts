import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { errorFields } from '../../../src/telemetry/lines/error-fields.ts'

describe('errorFields()', () => {
  it('tells of a bug its class and where it came from', () => {
    const bug = new TypeError('boom')

    assert.deepEqual(errorFields(bug), {
      error: 'boom',
      error_type: 'TypeError',
      stack: bug.stack,
    })
  })

  it('tells of a failure its code and its causes', () => {
    const cause = new Error('answered 502', { cause: new Error('reset') })
    const failure = new Failure('unavailable', 'Cannot reach AniLibria', { cause })

    assert.deepEqual(errorFields(failure), {
      error: 'Cannot reach AniLibria, caused by: answered 502, caused by: reset',
      error_type: 'unavailable',
      stack: undefined,
    })
  })

  it('comes to an end when causes do not', () => {
    const one = new Error('one')
    one.cause = one

    assert.ok(errorFields(one).error.length < 200)
  })

  for (const [thrown, error, type] of [
    ['text', 'text', 'string'],
    [null, 'null', 'object'],
    [undefined, 'undefined', 'undefined'],
    [Object.create(null), 'an object', 'object'],
    [Symbol('s'), 'Symbol(s)', 'symbol'],
    [new Error(''), 'Error', 'Error'],
  ] as const) {
    it(`copes with ${type} ${error}`, () => {
      const fields = errorFields(thrown)

      assert.deepEqual([fields.error, fields.error_type], [error, type])
    })
  }
})
