import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createInTurns } from '../../../src/main/sockets/in-turns.ts'

describe('createInTurns()', () => {
  it('does all that comes, in its order, also what comes while it does', async () => {
    const inTurns = createInTurns()
    const done: number[] = []
    for (let work = 0; work < 100; work += 1) {
      inTurns(() => {
        done.push(work)
        if (work === 99) inTurns(() => void done.push(100))
      })
    }
    const before = done.length

    for (let turns = 0; turns < 20; turns += 1) await setImmediate()
    inTurns(() => void done.push(101))
    await setImmediate()

    assert.equal(before, 0)
    assert.deepEqual(
      done,
      Array.from({ length: 102 }, (_, index) => index),
    )
  })

  it('lets others in between after a few milliseconds', async () => {
    let clock = 0
    const inTurns = createInTurns(() => clock)
    let done = 0
    for (let work = 0; work < 160; work += 1) {
      inTurns(() => {
        done += 1
        clock += 0.25
      })
    }
    const counts: number[] = []

    while (done < 160) {
      await setImmediate()
      counts.push(done)
    }

    assert.equal(counts[0], 16)
    assert.equal(counts.length, 10)
  })
})
