import assert from 'node:assert/strict'
import process from 'node:process'
import { describe, it } from 'node:test'
import { costsOf, type World } from './alternating.ts'

describe('costsOf()', () => {
  it('asks there and back, and does not count the first round', async () => {
    const asked: string[] = []
    const worldOf = (name: string): World => ({
      name,
      processes: [{ pid: process.pid, truncateOutput() {} }],
      async load() {
        asked.push(name)
        return { requests: 1_000_000_000 }
      },
    })

    const [one, other] = await costsOf([worldOf('a'), worldOf('b')], 3)

    assert.equal(asked.join(''), 'ab' + 'abbaab')
    assert.deepEqual([one?.length, other?.length], [3, 3])
  })
})
