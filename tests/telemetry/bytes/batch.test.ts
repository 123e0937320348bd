import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { Batch } from '../../../src/telemetry/bytes/batch.ts'

const most = 64

function listing() {
  const spelled: number[] = []
  const batch = new Batch<number>(
    (thing, into, isFirst) => {
      spelled.push(thing)
      into.ascii(isFirst ? `[${thing}` : `,${thing}`)
    },
    (into) => into.ascii(']'),
  )
  return { batch, spelled, taken: () => Buffer.from(batch.take()).toString() }
}

describe('a batch', () => {
  it('is spelled when it is taken, in its order, and begins anew', () => {
    const { batch, spelled, taken } = listing()

    batch.add(1)
    batch.add(2)
    assert.deepEqual([spelled, batch.length], [[], 0])

    assert.equal(taken(), '[1,2]')
    batch.add(3)
    assert.equal(taken(), '[3]')
  })

  it('is nothing if nothing was added', () => {
    const { taken } = listing()

    assert.equal(taken(), '')
  })

  it('is spelled before too much waits, once each', () => {
    const { batch, spelled, taken } = listing()
    const all = Array.from({ length: 2 * most + 1 }, (_, at) => at)

    for (const thing of all) batch.add(thing)

    assert.equal(spelled.length, 2 * most)
    assert.ok(batch.length > 0)
    assert.equal(taken(), JSON.stringify(all))
    assert.deepEqual(spelled, all)
  })
})
