import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import { type ConnectionsOptions, createConnections } from '../../../src/http/push/connections.ts'
import { createRecordingMeter } from '../../telemetry/recording-meter.ts'

function createWorld(options: Partial<ConnectionsOptions> = {}) {
  const meter = createRecordingMeter()
  const connections = createConnections({ most: 3, mostPerClient: 2, meter, ...options })
  const open = (client: string, channel: 'websocket' | 'sse' = 'websocket', end = () => {}) =>
    connections.open(channel, client, end)
  return { connections, open, meter }
}

function release(place: ReturnType<ReturnType<typeof createConnections>['open']>): void {
  assert.ok(typeof place === 'function')
  place()
}

describe('createConnections()', () => {
  it('has so many places for both channels together', () => {
    const { open } = createWorld()
    const first = open('a', 'websocket')
    open('b', 'sse')
    open('c', 'websocket')

    assert.equal(open('d', 'sse'), 'all-taken')
    release(first)
    assert.equal(typeof open('d', 'sse'), 'function')
  })

  it('has so many places for one client on both channels together', () => {
    const { open } = createWorld()
    const first = open('a', 'websocket')
    open('a', 'sse')

    assert.equal(open('a', 'sse'), 'clients-taken')
    release(first)
    assert.equal(typeof open('a', 'sse'), 'function')
  })

  it('lets a client have all places if nothing else is said', () => {
    const { open } = createWorld({ mostPerClient: 0 })

    const places = ['a', 'a', 'a'].map((client) => typeof open(client))

    assert.deepEqual(places, ['function', 'function', 'function'])
  })

  it('takes a place back once', () => {
    const { open } = createWorld()
    const first = open('a')
    open('b')
    open('c')

    release(first)
    release(first)

    assert.equal(typeof open('d'), 'function')
    assert.equal(open('e'), 'all-taken')
  })

  it('shows how many are open', () => {
    const { open, meter } = createWorld()
    const first = open('a', 'websocket')
    open('b', 'websocket')
    const stream = open('c', 'sse')

    const before = { ...meter.numbers }
    release(first)
    release(stream)

    assert.deepEqual(before, {
      'activeConnections websocket': 2,
      websocketConnections: 2,
      'activeConnections sse': 1,
    })
    assert.deepEqual(meter.numbers, {
      'activeConnections websocket': 1,
      websocketConnections: 1,
      'activeConnections sse': 0,
    })
  })

  it('ends all when it stops, lets nobody in, and waits until they are gone', async () => {
    const { connections, open } = createWorld()
    const ends: string[] = []
    const first = open('a', 'websocket', () => void ends.push('a'))
    const second = open('b', 'sse', () => {
      ends.push('b')
      release(second)
    })
    let isOver = false

    const stopping = connections.stop().then(() => {
      isOver = true
    })
    await new Promise(setImmediate)
    const wasOver = isOver
    release(first)
    await stopping

    assert.deepEqual(ends, ['a', 'b'])
    assert.equal(wasOver, false)
    assert.equal(open('c'), 'all-taken')
  })

  it('stops at once if nobody is there', async () => {
    await createWorld().connections.stop()
  })

  it('waits a second for who does not go', async () => {
    mock.timers.enable({ apis: ['setTimeout'] })
    const { connections, open } = createWorld()
    open('a')

    const stopping = connections.stop()
    mock.timers.tick(1000)

    await stopping
    mock.timers.reset()
  })
})
