import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLimiter } from '../../../../src/adapters/anilibria/limits/limiter.ts'
import { unlessAborted } from '../../../../src/adapters/anilibria/limits/unless-aborted.ts'
import type { Priority } from '../../../../src/core/catalog.ts'

/** A limiter whose clock moves only when told to; `went` lists who was let through, and when. */
function createWorld(perSecond: number) {
  let time = 0
  let sleepers: { until: number; wake: () => void }[] = []
  const went: [who: string, at: number][] = []
  const limiter = createLimiter({
    perSecond,
    now: () => time,
    async sleep(ms, signal) {
      const { promise, resolve } = Promise.withResolvers<void>()
      sleepers.push({ until: time + ms, wake: resolve })
      await unlessAborted(promise, signal)
    },
  })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return {
    limiter,
    went,
    settle,
    take(who: string, priority: Priority, { deadline = 1e9, signal = neverFires } = {}) {
      return limiter.take(priority, deadline, signal).then(() => {
        went.push([who, time])
      })
    },
    async pass(ms: number) {
      for (const end = time + ms; time < end; ) {
        time += 50
        const due = sleepers.filter(({ until }) => until <= time)
        sleepers = sleepers.filter(({ until }) => until > time)
        for (const { wake } of due) wake()
        await settle()
      }
    },
  }
}

const neverFires = new AbortController().signal

describe('createLimiter()', () => {
  it('lets as many through at once as it does per second, then one after the other', async () => {
    const { take, pass, went, settle } = createWorld(2)

    for (const who of ['one', 'two', 'three', 'four']) take(who, 'visitor')
    await settle()
    await pass(2000)

    assert.deepEqual(went, [
      ['one', 0],
      ['two', 0],
      ['three', 500],
      ['four', 1000],
    ])
  })

  it('lets everybody through at once if there is no limit', async () => {
    const { limiter } = createWorld(0)

    await Promise.all(Array.from({ length: 100 }, () => limiter.take('background', 0, neverFires)))

    assert.equal(limiter.remaining(), Number.POSITIVE_INFINITY)
  })

  it('lets visitors go before background work that has waited for longer', async () => {
    const { take, pass, went } = createWorld(1)
    await take('first', 'visitor')

    take('background', 'background')
    await pass(100)
    take('second', 'visitor')
    await pass(950)
    take('third', 'visitor')
    await pass(3000)

    assert.deepEqual(went, [
      ['first', 0],
      ['second', 1000],
      ['third', 2000],
      ['background', 3000],
    ])
  })

  it('refuses at once who would wait beyond his deadline', async () => {
    const { take, went } = createWorld(1)
    await take('first', 'visitor')
    take('second', 'visitor')

    for (const priority of ['visitor', 'background'] as const) {
      await assert.rejects(take('third', priority, { deadline: 1999 }), {
        code: 'unavailable',
        retryAfterMs: 2000,
      })
    }

    assert.deepEqual(went, [['first', 0]])
  })

  it('refuses background work as soon as visitors push it beyond its deadline', async () => {
    const { take, pass, settle } = createWorld(1)
    await take('first', 'visitor')
    const waiting = take('background', 'background', { deadline: 1500 })
    const refused = assert.rejects(waiting, { code: 'unavailable' })
    await settle()
    take('second', 'visitor')

    await pass(1000)

    await refused
  })

  it('forgets who leaves: his place is free again', async () => {
    const { take, pass, went, limiter, settle } = createWorld(1)
    const leaving = new AbortController()
    await take('first', 'visitor')
    const waiting = take('second', 'visitor', { signal: leaving.signal })
    const left = assert.rejects(waiting, /gone/)
    await settle()

    leaving.abort(new Error('gone'))
    await left
    take('third', 'visitor')
    await pass(3000)

    assert.deepEqual(went, [
      ['first', 0],
      ['third', 1000],
    ])
    assert.equal(limiter.remaining(), 1)
  })

  it('tells how many it would let through', async () => {
    const { take, pass, limiter } = createWorld(5)
    assert.equal(limiter.remaining(), 5)

    for (const who of ['one', 'two', 'three']) await take(who, 'visitor')
    assert.equal(limiter.remaining(), 2)

    await pass(200)
    assert.equal(limiter.remaining(), 3)
  })

  it('is at nothing, not below, while visitors wait', () => {
    const { take, limiter } = createWorld(1)
    for (const who of ['one', 'two', 'three']) take(who, 'visitor')

    assert.equal(limiter.remaining(), 0)
  })
})
