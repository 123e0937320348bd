import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createBreaker } from '../../../src/adapters/cockatiel/breaker.ts'
import type { BreakerOptions, BreakerState } from '../../../src/core/breaker.ts'

class Counted extends Error {}

/** A breaker that opens after two failures, for a time that a test can wait. */
function createWorld(options: Partial<BreakerOptions> = {}) {
  const changes: BreakerState[] = []
  const breaker = createBreaker({
    name: 'AniLibria',
    counts: (error) => error instanceof Counted,
    onChange: (state) => changes.push(state),
    failures: 2,
    openMs: 10,
    probeMs: 1000,
    ...options,
  })
  const fail = (error: Error = new Counted('lost')) =>
    assert.rejects(
      breaker.run(async () => {
        throw error
      }),
      error,
    )
  const open = async () => {
    await fail()
    await fail()
  }
  return { ...breaker, changes, fail, open, succeed: () => breaker.run(async () => 'done') }
}

function wait(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

describe('createBreaker()', () => {
  it('opens after failures in a row, and then does no work', async () => {
    const { open, run, state, changes } = createWorld({ openMs: 30_000 })
    await open()

    const refused = run(async () => assert.fail('the work was done'))

    await assert.rejects(refused, ({ code, retryAfterMs }) => {
      return code === 'unavailable' && retryAfterMs > 29_000 && retryAfterMs <= 30_000
    })
    assert.equal(state(), 'open')
    assert.deepEqual(changes, ['open'])
  })

  it('counts from the beginning after a success', async () => {
    const { fail, succeed, state } = createWorld()

    await fail()
    await succeed()
    await fail()

    assert.equal(state(), 'closed')
  })

  it('does not count errors that say nothing', async () => {
    const { fail, state } = createWorld()

    for (const _ of [1, 2, 3]) await fail(new Error('the caller has left'))

    assert.equal(state(), 'closed')
  })

  it('closes if the probe succeeds', async () => {
    const { open, run, succeed, changes } = createWorld()
    const told: boolean[] = []
    await open()
    await wait(15)

    await run(async (probing) => told.push(probing))
    await run(async (probing) => told.push(probing))
    await succeed()

    assert.deepEqual(told, [true, false])
    assert.deepEqual(changes, ['open', 'half-open', 'closed'])
  })

  for (const error of [new Counted('lost'), new Error('says nothing')]) {
    it(`opens again if the probe fails: ${error.message}`, async () => {
      const { open, fail, state, changes } = createWorld()
      await open()
      await wait(15)

      await fail(error)

      assert.equal(state(), 'open')
      assert.deepEqual(changes, ['open', 'half-open', 'open'])
    })
  }

  it('lets nobody but the probe through', async () => {
    const { open, run, succeed, state } = createWorld()
    const probe = Promise.withResolvers<string>()
    await open()
    await wait(15)
    const probing = run(() => probe.promise)

    await assert.rejects(succeed(), { code: 'unavailable', retryAfterMs: 1000 })

    assert.equal(state(), 'half-open')
    probe.resolve('done')
    await probing
    assert.equal(await succeed(), 'done')
  })

  it('sends another probe if one vanishes without an end', async () => {
    const { open, run, state, changes } = createWorld({ probeMs: 10 })
    const probe = Promise.withResolvers<string>()
    await open()
    await wait(15)
    const vanished = run(() => probe.promise)
    await wait(15)

    assert.equal(await run(async (probing) => probing), true)

    assert.equal(state(), 'closed')
    probe.reject(new Counted('after all'))
    await assert.rejects(vanished)
    assert.deepEqual(changes, ['open', 'half-open', 'half-open', 'closed'])
  })
})
