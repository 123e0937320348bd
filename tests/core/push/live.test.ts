import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createHub, type Published } from '../../../src/core/events/hub.ts'
import { createLive, type Receiver, type Told } from '../../../src/core/push/live.ts'
import { eventOf } from '../../contracts/event-log.ts'

function createWorld() {
  const hub = createHub()
  const tellings: Told[] = []
  const live = createLive(hub, (told, tell) => {
    tellings.push(told)
    tell()
  })
  return { hub, live, tellings }
}

function receiverOf(wants: Receiver['wants'] = () => true) {
  const told: string[] = []
  return { wants, told, tell: ({ event }: Published) => void told.push(event.id) }
}

describe('createLive()', () => {
  it('tells each event to those who want it, in their order', () => {
    const { hub, live } = createWorld()
    const all = receiverOf()
    const some = receiverOf(({ titleId }) => titleId === 1)
    live.join('websocket', all)
    live.join('sse', some)

    hub.publish(eventOf('a', { titleId: 1 }))
    hub.publish(eventOf('b', { titleId: 2 }))

    assert.deepEqual(all.told, ['a', 'b'])
    assert.deepEqual(some.told, ['a'])
  })

  it('measures an event once per channel on which somebody is told, with how many', () => {
    const { hub, live, tellings } = createWorld()
    live.join('websocket', receiverOf())
    live.join('websocket', receiverOf())
    live.join(
      'sse',
      receiverOf(() => false),
    )

    hub.publish(eventOf('a'))

    const said = tellings.map(({ channel, event, receivers }) => [channel, event.id, receivers])
    assert.deepEqual(said, [['websocket', 'a', 2]])
  })

  it('tells nothing more to who has left', () => {
    const { hub, live } = createWorld()
    const receiver = receiverOf()
    const leave = live.join('sse', receiver)
    hub.publish(eventOf('a'))

    leave()
    hub.publish(eventOf('b'))

    assert.deepEqual(receiver.told, ['a'])
  })

  it('tells the others though one throws', () => {
    const { hub, live } = createWorld()
    const receiver = receiverOf()
    const broken = () => {
      throw new Error('gone')
    }
    live.join('sse', { wants: () => true, tell: broken })
    live.join('sse', receiver)

    hub.publish(eventOf('a'))

    assert.deepEqual(receiver.told, ['a'])
  })

  it('remembers what was published since a moment, up to a thousand events', () => {
    const { hub, live } = createWorld()
    const start = live.count()
    hub.publish(eventOf('a'))
    const middle = live.count()
    for (let i = 1; i <= 999; i += 1) hub.publish(eventOf(`b${i}`))

    assert.equal(live.since(start)?.length, 1000)
    assert.equal(live.since(middle)?.[0]?.event.id, 'b1')
    assert.deepEqual(live.since(live.count()), [])
    hub.publish(eventOf('c'))
    assert.equal(live.since(start), null)
  })
})
