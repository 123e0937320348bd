import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createTurns } from '../../../../src/adapters/mongodb/events/turns.ts'

describe('turns', () => {
  it('do one work after the other, also after one that failed', async () => {
    const inTurn = createTurns()
    const done: string[] = []
    const first = Promise.withResolvers<void>()

    const given = [
      inTurn(() => first.promise.then(() => done.push('first'))),
      inTurn(() => Promise.reject(new Error('second'))),
      inTurn(async () => done.push('third')),
    ]
    const settled = Promise.allSettled(given)
    await Promise.resolve()
    assert.deepEqual(done, [])
    first.resolve()

    assert.deepEqual(
      (await settled).map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(done, ['first', 'third'])
  })
})
