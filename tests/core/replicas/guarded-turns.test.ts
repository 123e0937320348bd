import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unbroken } from '../../../src/core/breaker.ts'
import { guardedTurns } from '../../../src/core/replicas/guarded-turns.ts'
import type { Turn, Turns } from '../../../src/core/replicas/turns.ts'
import { createGuard } from '../../../src/core/store/guard.ts'

const guard = createGuard({ waitMs: 5, breaker: unbroken, onFailure() {} })

describe('guarded turns', () => {
  it('give the turn that is given, to nobody else', async () => {
    const turn: Turn = { end: async () => {} }
    const turns: Turns = { take: async (key) => (key === 'title:1' ? turn : null) }

    assert.equal(await guardedTurns(turns, guard).take('title:1'), turn)
    assert.equal(await guardedTurns(turns, guard).take('title:2'), null)
  })

  for (const [what, take] of [
    ['takes too long', () => new Promise<null>(() => {})],
    ['fails', () => Promise.reject(new Error('A bug'))],
  ] as const) {
    it(`give everybody the turn when it ${what} to find out whose it is`, async () => {
      const turns = guardedTurns({ take }, guard)

      const [one, other] = await Promise.all([turns.take('title:1'), turns.take('title:1')])

      await one?.end(true)
      await other?.end(false)
      assert.ok(one && other)
    })
  }
})
