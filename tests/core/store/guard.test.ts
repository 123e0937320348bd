import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Breaker, unbroken } from '../../../src/core/breaker.ts'
import { Failure, failureCode } from '../../../src/core/failure.ts'
import { createGuard, type Guard } from '../../../src/core/store/guard.ts'

/** A guard, and what its owner was told of. */
function guarded({ waitMs = 1_000, breaker = unbroken }: { waitMs?: number; breaker?: Breaker }) {
  const told: unknown[] = []
  const guard: Guard = createGuard({ waitMs, breaker, onFailure: (error) => told.push(error) })
  return { guard, told }
}

describe('a guard', () => {
  it('gives what the work comes to, and tells nothing', async () => {
    const { guard, told } = guarded({})

    assert.equal(await guard(async () => 'done'), 'done')
    assert.deepEqual(told, [])
  })

  it('tells of a failure, and passes it on', async () => {
    const { guard, told } = guarded({})
    const failure = new Failure('denied', 'Cannot')

    await assert.rejects(
      guard(() => Promise.reject(failure)),
      failure,
    )

    assert.deepEqual(told, [failure])
  })

  it('tells of work that throws at once, too', async () => {
    const { guard, told } = guarded({})
    const bug = new TypeError('A bug')

    await assert.rejects(
      guard(() => {
        throw bug
      }),
      bug,
    )

    assert.deepEqual(told, [bug])
  })

  it('takes work that dawdles for failed, and lets it know', async () => {
    const { guard, told } = guarded({ waitMs: 5 })
    let signal: AbortSignal | undefined

    const failing = guard((given) => {
      signal = given
      return new Promise(() => {})
    })

    await assert.rejects(failing, { code: 'timeout' })
    assert.deepEqual(told.map(failureCode), ['timeout'])
    assert.equal(signal?.aborted, true)
  })

  it('lets the breaker see each failure, a time-out too', async () => {
    const seen: unknown[] = []
    const watching: Breaker = {
      ...unbroken,
      run: (work) => unbroken.run(work).catch((error: unknown) => Promise.reject(seen.push(error))),
    }
    const { guard } = guarded({ waitMs: 5, breaker: watching })

    await guard(() => Promise.reject(new Failure('unavailable', 'Cannot'))).catch(() => {})
    await guard(() => new Promise(() => {})).catch(() => {})

    assert.deepEqual(seen.map(failureCode), ['unavailable', 'timeout'])
  })

  it('neither does nor tells of what the breaker refuses', async () => {
    const refusal = new Failure('unavailable', 'Cannot ask: it has not answered for a while')
    const open: Breaker = { run: () => Promise.reject(refusal), state: () => 'open' }
    const { guard, told } = guarded({ breaker: open })

    await assert.rejects(
      guard(async () => assert.fail('It was done')),
      refusal,
    )

    assert.deepEqual(told, [])
  })
})
