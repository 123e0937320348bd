import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { within } from '../../src/core/deadline.ts'
import { rejectionsNobodyHandles } from '../support/unhandled-rejections.ts'

describe('within()', () => {
  it('gives what the work gives, and what it throws', async () => {
    assert.equal(await within(1_000, async () => 'done'), 'done')
    await assert.rejects(
      within(1_000, () => Promise.reject(new RangeError('no'))),
      new RangeError('no'),
    )
    await assert.rejects(
      within(1_000, () => {
        throw new RangeError('at once')
      }),
      new RangeError('at once'),
    )
  })

  it('rejects at the limit, and stops the work', async () => {
    let seen: AbortSignal | undefined

    const late = within(5, (signal) => {
      seen = signal
      return new Promise(() => {})
    })

    await assert.rejects(late, {
      code: 'timeout',
      message: 'Cannot wait any longer: 5 ms have passed',
    })
    assert.equal(seen?.aborted, true)
    assert.equal(seen.reason.code, 'timeout')
  })

  it('rejects when the caller leaves, and stops the work', async () => {
    const caller = new AbortController()
    let seen: AbortSignal | undefined
    const work = (signal: AbortSignal): Promise<never> => {
      seen = signal
      return new Promise(() => {})
    }
    const left = within(1_000, work, caller.signal)

    caller.abort()

    await assert.rejects(left, { code: 'cancelled' })
    assert.equal(seen?.aborted, true)
  })

  it('rejects for a caller who had left before', async () => {
    await assert.rejects(
      within(1_000, () => new Promise(() => {}), AbortSignal.abort()),
      { code: 'cancelled' },
    )
  })

  it('leaves the signal of work in time alone, whatever the caller does later', async () => {
    const caller = new AbortController()
    const signal = await within(1_000, async (signal) => signal, caller.signal)

    caller.abort()

    assert.equal(signal.aborted, false)
  })

  it('leaves no rejection unhandled', async () => {
    const fail = (): Promise<never> => Promise.reject(new Error('late'))
    const unhandled = await rejectionsNobodyHandles(async () => {
      await within(1, () => new Promise((resolve) => setTimeout(resolve, 5)).then(fail)).catch(
        () => {},
      )
      const throwAtOnce = (signal: AbortSignal): Promise<void> => {
        signal.throwIfAborted()
        return Promise.resolve()
      }
      await within(1_000, throwAtOnce, AbortSignal.abort()).catch(() => {})
    })

    assert.deepEqual(unhandled, [])
  })
})
