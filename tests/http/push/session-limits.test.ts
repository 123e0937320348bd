import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventOf } from '../../contracts/event-log.ts'
import { createSessionWorld } from './session-world.ts'

describe('a session of a WebSocket is closed', () => {
  const spaces = (length: number) => ' '.repeat(length)

  it('with 1009 at a message over 4 KiB', () => {
    const { session, peer } = createSessionWorld()

    session.message(`{"type":"ping"}${spaces(4081)}`)
    const before = peer.closed.length
    session.message(`{"type":"ping"}${spaces(4082)}`)

    assert.equal(before, 0)
    assert.deepEqual(peer.closed, [[1009, 'a message over 4 KiB']])
    assert.equal(peer.heard.length, 1)
  })

  it('with 1009 at a message of fewer letters and more bytes', () => {
    const { session, peer } = createSessionWorld()

    session.message(JSON.stringify({ type: 'ping', data: { text: 'ы'.repeat(2040) } }))

    assert.equal(peer.closed[0]?.[0], 1009)
  })

  it('with 1008 at the twenty-first message of a second', async () => {
    const { say, peer, passes } = createSessionWorld()
    for (let round = 0; round < 3; round += 1) {
      for (let message = 0; message < 20; message += 1) say('ping')
      await passes(1000)
    }
    const before = peer.closed.length

    for (let message = 0; message < 21; message += 1) say('ping')

    assert.equal(before, 0)
    assert.deepEqual(peer.closed, [[1008, 'more than 20 messages a second']])
  })

  it('with 1013 when over 1 MiB wait for its reader, and nothing more is sent', async () => {
    const { say, happen, peer, told } = createSessionWorld()
    say('subscribe_updates')
    peer.lags(1_048_576)
    await happen(eventOf('a'))
    peer.lags(1_048_577)

    await happen(eventOf('b'))
    peer.lags(0)
    await happen(eventOf('c'))

    assert.deepEqual(told(), ['a'])
    assert.deepEqual(peer.closed, [[1013, 'reads too slowly']])
  })

  it('with 1013 also by answers that nobody reads', () => {
    const { say, peer } = createSessionWorld()
    peer.lags(1_048_577)

    say('ping')

    assert.equal(peer.closed[0]?.[0], 1013)
  })

  it('with 1001 when the service stops, and hears when to come again', () => {
    const reasons = Array.from({ length: 50 }, () => {
      const { session, peer } = createSessionWorld()
      session.stop()
      assert.equal(peer.closed[0]?.[0], 1001)
      return JSON.parse(peer.closed[0]?.[1] ?? '').reconnect_ms
    })

    assert.ok(reasons.every((ms) => ms >= 500 && ms <= 10_000))
    assert.ok(new Set(reasons).size > 25)
  })

  it('once', () => {
    const { session, peer } = createSessionWorld()

    session.stop()
    session.message(' '.repeat(5000))
    session.stop()

    assert.equal(peer.closed.length, 1)
  })
})
