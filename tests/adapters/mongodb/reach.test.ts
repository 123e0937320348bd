import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReach } from '../../../src/adapters/mongodb/reach.ts'
import { type Failure, failureCode } from '../../../src/core/failure.ts'

describe('reach()', () => {
  const reach = createReach(async () => {})
  const codeOf = (error: unknown) => reach('do it', () => Promise.reject(error)).catch(failureCode)
  const serverError = (code: number) => Object.assign(new Error('no'), { code })

  it('gives what came of the work', async () => {
    assert.equal(await reach('do it', async () => 7), 7)
  })

  it('makes a refusal of what the server refuses, also behind other errors', async () => {
    for (const code of [11, 13, 18, 8_000]) {
      assert.equal(await codeOf(serverError(code)), 'denied', `${code}`)
      const behind = new Error('pool cleared', {
        cause: new Error('x', { cause: serverError(code) }),
      })
      assert.equal(await codeOf(behind), 'denied', `${code}`)
    }
  })

  it('makes everything else unavailable, with its cause', async () => {
    for (const error of [serverError(11_000), new Error('no'), 'no', undefined]) {
      await assert.rejects(
        reach('do it', () => Promise.reject(error)),
        (failure: Failure) => {
          assert.equal(failure.code, 'unavailable')
          assert.equal(failure.message, 'Cannot do it: MongoDB did not do it')
          assert.equal(failure.cause, error)
          return true
        },
      )
    }
  })

  it('does nothing without a connection', async () => {
    const disconnected = createReach(() => Promise.reject(serverError(18)))

    await assert.rejects(
      disconnected('do it', () => assert.fail('it was done')),
      { code: 'denied' },
    )
  })

  it('gives work up after 6 seconds, or when its signal fires', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const abort = new AbortController()
    const signals: AbortSignal[] = []
    const forEver = (signal?: AbortSignal) =>
      assert.rejects(
        reach('do it', (limits) => new Promise(() => signals.push(limits.signal)), signal),
        { code: 'unavailable' },
      )
    const given = [forEver(abort.signal), forEver()]
    await reach('do it', async () => {})

    abort.abort()
    await given[0]
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false],
    )

    t.mock.timers.tick(6_000)
    await given[1]
    assert.equal(signals[1]?.aborted, true)
  })
})
