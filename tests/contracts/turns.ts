import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Turns } from '../../src/core/replicas/turns.ts'

/** Declares what turns of several replicas do. `open` makes those of so many, who wait for nobody. */
export function itIsTurns(open: (replicas: number) => Promise<readonly Turns[]>): void {
  describe('gives turns, so it', () => {
    it('gives a turn to one of 20 who want it at once', async () => {
      const replicas = await open(2)
      const takers = Array.from({ length: 10 }, () => replicas).flat()

      const turns = await Promise.all(takers.map((turns) => turns.take('title:1')))

      assert.equal(turns.filter((turn) => turn !== null).length, 1)
    })

    it('gives turns of different keys to different takers', async () => {
      const [one, other] = await open(2)

      assert.notEqual(await one?.take('title:1'), null)
      assert.notEqual(await other?.take('title:2'), null)
    })

    it('gives it to another at once if it ends without what was wanted', async () => {
      const [one, other] = await open(2)
      const turn = await one?.take('title:1')
      assert.equal(await other?.take('title:1'), null)

      await turn?.end(false)

      assert.notEqual(await other?.take('title:1'), null)
    })

    // What was wanted stays wanted by nobody for half a second.
    it('gives it to nobody for a moment if what was wanted is there', async () => {
      const [one, other] = await open(2)
      const turn = await one?.take('title:1')

      await turn?.end(true)

      assert.equal(await other?.take('title:1'), null)
      assert.equal(await one?.take('title:1'), null)
      await setTimeout(600)
      assert.notEqual(await other?.take('title:1'), null)
    })
  })
}
