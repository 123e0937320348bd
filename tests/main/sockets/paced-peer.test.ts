import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { pacedPeer } from '../../../src/main/sockets/paced-peer.ts'
import { createFakePeer } from '../../http/push/fake-peer.ts'

describe('pacedPeer()', () => {
  it('sends all in its order, and closes after it', async () => {
    const peer = createFakePeer()
    const closedAfter: number[] = []
    const paced = pacedPeer({
      ...peer,
      close(code, reason) {
        closedAfter.push(peer.heard.length)
        peer.close(code, reason)
      },
    })

    paced.send('{"type":"a"}')
    paced.send('{"type":"b"}')
    paced.close(1001, 'bye')
    const before = peer.heard.length
    await setImmediate()

    assert.equal(before, 0)
    assert.deepEqual(
      peer.heard.map(({ type }) => type),
      ['a', 'b'],
    )
    assert.deepEqual(closedAfter, [2])
  })

  it('counts what waits for its turn among what waits', async () => {
    const peer = createFakePeer()
    peer.lags(100)
    const paced = pacedPeer(peer)

    paced.send('{"type":"a"}')
    const before = paced.waiting()
    await setImmediate()

    assert.equal(before, 112)
    assert.equal(paced.waiting(), 100)
  })
})
