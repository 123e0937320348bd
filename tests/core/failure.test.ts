import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, failureCode } from '../../src/core/failure.ts'

describe('Failure', () => {
  it('has a code, a message, its cause and when to ask again', () => {
    const cause = new TypeError('fetch failed')

    const failure = new Failure('unavailable', 'Cannot reach it', { cause, retryAfterMs: 5_000 })

    assert.ok(failure instanceof Error)
    assert.equal(failure.name, 'Failure')
    assert.equal(failure.code, 'unavailable')
    assert.equal(failure.message, 'Cannot reach it')
    assert.equal(failure.cause, cause)
    assert.equal(failure.retryAfterMs, 5_000)
  })

  it('does not say when to ask again if nobody can tell', () => {
    assert.equal(new Failure('unavailable', 'Cannot reach it').retryAfterMs, undefined)
    assert.equal(Object.hasOwn(new Failure('unavailable', 'Cannot reach it'), 'cause'), false)
  })
})

describe('failureCode()', () => {
  it('is the code of a failure', () => {
    assert.equal(failureCode(new Failure('timeout', 'Cannot wait')), 'timeout')
  })

  it('is internal for everything else', () => {
    for (const thrown of [new Error('oops'), { code: 'timeout' }, 'timeout', null, undefined]) {
      assert.equal(failureCode(thrown), 'internal')
    }
  })
})
