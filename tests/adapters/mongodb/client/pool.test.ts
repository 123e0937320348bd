import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { MongoClient } from 'mongodb'
import { watchPool } from '../../../../src/adapters/mongodb/client/pool.ts'

const address = 'one:27017'

/** A pool of which is only told. */
function toldPool() {
  const client = new EventEmitter()
  const gauges = watchPool(client as MongoClient, { max: 50, waitMs: 100 })
  const tell = (event: string, connectionId = 0, more = {}) =>
    client.emit(event, { address, connectionId, durationMS: 0, ...more })
  tell('connectionPoolCreated')
  return { gauges, tell }
}

describe('watchPool()', () => {
  it('counts connections as they are opened, used and closed', () => {
    const { gauges, tell } = toldPool()
    for (const id of [1, 2, 3]) tell('connectionReady', id)
    tell('connectionCheckOutStarted')
    tell('connectionCheckedOut', 2)

    assert.deepEqual(gauges.pool(), { available: 2, inUse: 1, waiting: 0, max: 50 })
    assert.equal(gauges.connections(), 3)

    tell('connectionCheckedIn', 2)
    tell('connectionClosed', 2)
    tell('connectionClosed', 9)
    assert.deepEqual(gauges.pool(), { available: 2, inUse: 0, waiting: 0, max: 50 })
  })

  it('sums the pools of several servers', () => {
    const { gauges, tell } = toldPool()
    tell('connectionReady', 1)
    tell('connectionPoolCreated', 0, { address: 'two:27017' })
    tell('connectionReady', 1, { address: 'two:27017' })

    assert.deepEqual(gauges.pool(), { available: 2, inUse: 0, waiting: 0, max: 100 })

    tell('connectionPoolCleared')
    assert.equal(gauges.connections(), 1)
    tell('connectionPoolClosed')
    assert.equal(gauges.pool().max, 50)
  })

  it('leaves those in use open when the others are of no use any more', () => {
    const { gauges, tell } = toldPool()
    for (const id of [1, 2]) tell('connectionReady', id)
    tell('connectionCheckOutStarted')
    tell('connectionCheckedOut', 1)

    tell('connectionPoolCleared')

    assert.deepEqual(gauges.pool(), { available: 0, inUse: 1, waiting: 0, max: 50 })
    assert.equal(gauges.connections(), 1)
  })

  it('counts who waits until he has a connection or is turned away', () => {
    const { gauges, tell } = toldPool()
    for (const _ of [1, 2, 3]) tell('connectionCheckOutStarted')
    assert.equal(gauges.pool().waiting, 3)

    tell('connectionCheckedOut', 1)
    tell('connectionCheckOutFailed')

    assert.equal(gauges.pool().waiting, 1)
  })

  it('forgets who left without a word, also while others come and go', async () => {
    const { gauges, tell } = toldPool()
    for (const _ of [1, 2, 3]) tell('connectionCheckOutStarted')

    for (let ms = 0; ms < 150; ms += 10) {
      await setTimeout(10)
      tell('connectionCheckOutStarted')
      tell('connectionCheckedOut', 1)
    }

    assert.equal(gauges.pool().waiting, 0)
  })
})
