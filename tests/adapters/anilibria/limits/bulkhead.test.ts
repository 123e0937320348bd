import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createBulkhead } from '../../../../src/adapters/anilibria/limits/bulkhead.ts'

const neverFires = new AbortController().signal

function work() {
  const { promise, resolve } = Promise.withResolvers<string>()
  const begun: string[] = []
  return { begun, end: resolve, do: (who: string) => async () => begun.push(who) && promise }
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle() {
  await new Promise((resolve) => setTimeout(resolve))
}

describe('createBulkhead()', () => {
  it('does as much at once as there are places, and the rest in turn', async () => {
    const bulkhead = createBulkhead({ places: 1, queued: 2, lostMs: 1000 })
    const first = work()
    const others = work()
    const all = [
      bulkhead(first.do('first'), neverFires),
      bulkhead(others.do('second'), neverFires),
      bulkhead(others.do('third'), neverFires),
    ]
    others.end('done')
    await settle()
    assert.deepEqual(others.begun, [])

    first.end('done')
    await Promise.all(all)

    assert.deepEqual(others.begun, ['second', 'third'])
  })

  it('frees the place of work that fails', async () => {
    const bulkhead = createBulkhead({ places: 1, queued: 0, lostMs: 1000 })
    const failing = bulkhead(async () => {
      throw new Error('broken')
    }, neverFires)
    await assert.rejects(failing, /broken/)
    await settle()

    assert.equal(await bulkhead(async () => 'done', neverFires), 'done')
  })

  it('refuses whom even the queue has no place for', async () => {
    const bulkhead = createBulkhead({ places: 1, queued: 1, lostMs: 1000 })
    const slow = work()
    const inside = bulkhead(slow.do('inside'), neverFires)
    const queued = bulkhead(slow.do('queued'), neverFires)

    await assert.rejects(bulkhead(slow.do('third'), neverFires), {
      code: 'unavailable',
      retryAfterMs: 1000,
    })

    slow.end('done')
    await Promise.all([inside, queued])
  })

  it('lets go at once who leaves the queue', async () => {
    const bulkhead = createBulkhead({ places: 1, queued: 1, lostMs: 1000 })
    const leaving = new AbortController()
    const slow = work()
    const inside = bulkhead(slow.do('inside'), neverFires)
    const queued = bulkhead(slow.do('queued'), leaving.signal)

    leaving.abort(new Error('gone'))
    await assert.rejects(queued, /gone/)

    slow.end('done')
    await inside
    await settle()
    assert.deepEqual(slow.begun, ['inside'])
  })

  it('gives the place in the queue to another when somebody leaves it', async () => {
    const bulkhead = createBulkhead({ places: 1, queued: 1, lostMs: 1000 })
    const leaving = new AbortController()
    const slow = work()
    const inside = bulkhead(slow.do('inside'), neverFires)
    const queued = bulkhead(slow.do('queued'), leaving.signal)
    leaving.abort(new Error('gone'))
    await assert.rejects(queued, /gone/)

    const next = bulkhead(slow.do('next'), neverFires)

    slow.end('done')
    await Promise.all([inside, next])
    assert.deepEqual(slow.begun, ['inside', 'next'])
  })

  it('gives the places of guests that vanished without an end to others', async () => {
    let time = 0
    const bulkhead = createBulkhead({ places: 1, queued: 1, lostMs: 1000, now: () => time })
    const vanished = work()
    bulkhead(vanished.do('inside'), neverFires)
    bulkhead(vanished.do('queued'), neverFires)
    time = 1000

    assert.equal(await bulkhead(async () => 'done', neverFires), 'done')
  })
})
