import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFlights } from '../../../src/core/reading/flights.ts'
import { rejectionsNobodyHandles } from '../../support/unhandled-rejections.ts'

/** Work that is done when told, and that counts how often it was begun. */
function createWork() {
  const signals: AbortSignal[] = []
  const result = Promise.withResolvers<string>()
  return {
    signals,
    finish: result.resolve,
    fail: result.reject,
    work(signal: AbortSignal) {
      signals.push(signal)
      signal.addEventListener('abort', () => result.reject(signal.reason))
      return result.promise
    },
  }
}

describe('join()', () => {
  it('does joined work once, and gives all the same', async () => {
    const flights = createFlights()
    const { work, signals, finish } = createWork()
    const joined = [1, 2, 3].map(() => flights.join('a', work, undefined))
    finish('done')

    const results = await Promise.all(joined)

    assert.deepEqual(results, ['done', 'done', 'done'])
    assert.equal(signals.length, 1)
  })

  it('does work of different keys separately', async () => {
    const flights = createFlights()

    const results = await Promise.all([
      flights.join('a', async () => 'of a', undefined),
      flights.join('b', async () => 'of b', undefined),
    ])

    assert.deepEqual(results, ['of a', 'of b'])
  })

  it('does the work again once it has ended', async () => {
    const flights = createFlights()
    let runs = 0
    const count = async (): Promise<number> => {
      runs += 1
      return runs
    }

    assert.equal(await flights.join('a', count, undefined), 1)
    assert.equal(await flights.join('a', count, undefined), 2)
  })

  it('tells all of a failure, and forgets it', async () => {
    const flights = createFlights()
    const { work, fail } = createWork()
    const joined = [1, 2].map(() => flights.join('a', work, undefined))

    fail(new RangeError('no'))

    for (const one of joined) await assert.rejects(one, new RangeError('no'))
    assert.equal(await flights.join('a', async () => 'better', undefined), 'better')
  })

  it('forgets work that throws before it begins', async () => {
    const flights = createFlights()
    const broken = (): never => {
      throw new RangeError('at once')
    }

    await assert.rejects(flights.join('a', broken, undefined), new RangeError('at once'))

    assert.equal(await flights.join('a', async () => 'better', undefined), 'better')
  })
})

describe('join(), when someone leaves', () => {
  it('goes on for those who stay', async () => {
    const flights = createFlights()
    const { work, signals, finish } = createWork()
    const leaver = new AbortController()
    const leaving = flights.join('a', work, leaver.signal)
    const staying = flights.join('a', work, new AbortController().signal)

    leaver.abort()

    await assert.rejects(leaving, { code: 'cancelled' })
    assert.equal(signals[0]?.aborted, false)
    finish('done')
    assert.equal(await staying, 'done')
  })

  it('stops the work when the last one has left', async () => {
    const flights = createFlights()
    const { work, signals } = createWork()
    const leavers = [new AbortController(), new AbortController()]
    const joined = leavers.map(({ signal }) => flights.join('a', work, signal))

    leavers[0]?.abort()
    assert.equal(signals[0]?.aborted, false)
    leavers[1]?.abort()

    assert.equal(signals[0]?.aborted, true)
    for (const one of joined) await assert.rejects(one, { code: 'cancelled' })
  })

  it('never stops the work of one who cannot leave', async () => {
    const flights = createFlights()
    const { work, signals, finish } = createWork()
    const leaver = new AbortController()
    const staying = flights.join('a', work, undefined)
    const leaving = flights.join('a', work, leaver.signal)

    leaver.abort()

    await assert.rejects(leaving, { code: 'cancelled' })
    assert.equal(signals[0]?.aborted, false)
    finish('done')
    await staying
  })

  it('begins anew for who comes after all have left, even while the old work is stopping', async () => {
    const flights = createFlights()
    const leaver = new AbortController()
    const old = Promise.withResolvers<string>()
    const left = flights.join('a', () => old.promise, leaver.signal)
    leaver.abort()
    await assert.rejects(left, { code: 'cancelled' })

    const joined = flights.join('a', async () => 'new', undefined)
    old.resolve('old')

    assert.equal(await joined, 'new')
  })

  it('lets the end of old work not touch the new', async () => {
    const flights = createFlights()
    const leaver = new AbortController()
    const old = Promise.withResolvers<string>()
    const left = flights.join('a', () => old.promise, leaver.signal)
    leaver.abort()
    await assert.rejects(left, { code: 'cancelled' })
    const { work, signals, finish } = createWork()
    const first = flights.join('a', work, undefined)
    old.resolve('old')
    await new Promise((resolve) => setTimeout(resolve, 0))

    const second = flights.join('a', work, undefined)
    finish('new')

    assert.deepEqual(await Promise.all([first, second]), ['new', 'new'])
    assert.equal(signals.length, 1)
  })

  it('takes one who had left before for a leaver', async () => {
    const flights = createFlights()
    const { work, signals } = createWork()

    await assert.rejects(flights.join('a', work, AbortSignal.abort()), { code: 'cancelled' })

    assert.equal(signals[0]?.aborted, true)
  })

  it('leaves no rejection unhandled', async () => {
    const flights = createFlights()
    const unhandled = await rejectionsNobodyHandles(async () => {
      const { work, fail } = createWork()
      const leaver = new AbortController()
      const joined = [leaver.signal, leaver.signal, undefined].map((signal) =>
        flights.join('a', work, signal).catch(() => {}),
      )
      leaver.abort()
      fail(new Error('late'))
      await Promise.all(joined)
      await flights.join('b', createWork().work, AbortSignal.abort()).catch(() => {})
    })

    assert.deepEqual(unhandled, [])
  })
})
