import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventLog } from '../../../src/core/events/event-log.ts'
import type { TitleEvent } from '../../../src/core/events/title-event.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Told } from '../../../src/core/push/live.ts'
import { createSubscriber } from '../../../src/core/push/subscriber.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { createPushWorld, settled } from '../../support/push-world.ts'

/** Someone who wants everything of title 9542, and a log whose reading a test can get between. */
function createWorld() {
  const world = createPushWorld()
  const told: string[] = []
  const counted: Told[] = []
  let unknown = 0
  let whileReading = async (): Promise<void> => {}
  const events: Pick<EventLog, 'after'> = {
    async after(id, limit) {
      const found = await world.events.after(id, limit)
      await whileReading()
      return found
    },
  }
  const subscriber = createSubscriber({
    channel: 'sse',
    receiver: {
      wants: ({ titleId }) => titleId === 9542,
      tell: ({ event }) => void told.push(event.id),
    },
    events,
    live: world.live,
    countTold: (one) => void counted.push(one),
    takesMore: async () => {},
    onUnknown() {
      unknown += 1
      told.push('unknown')
    },
    pause: settled,
  })
  return {
    ...world,
    told,
    counted,
    subscriber,
    unknown: () => unknown,
    /** Does this each time that the log was read, before anyone knows what was found. */
    whileReading(work: () => Promise<void>) {
      whileReading = work
    },
  }
}

function eventsOf(count: number, prefix: string): readonly TitleEvent[] {
  return Array.from({ length: count }, (_, index) => eventOf(`${prefix}${index + 1}`))
}

describe('createSubscriber()', () => {
  it('tells what happens from now on', async () => {
    const { subscriber, happen, told, counted } = createWorld()
    await happen(eventOf('before'))

    subscriber.start()
    await happen(eventOf('a'), eventOf('other', { titleId: 1 }), eventOf('b'))

    assert.deepEqual(told, ['a', 'b'])
    assert.deepEqual(counted, [])
  })

  it('tells what came after an event, counts it, and goes on with what happens', async () => {
    const { subscriber, happen, told, counted } = createWorld()
    await happen(eventOf('a'), eventOf('b'), eventOf('other', { titleId: 1 }), eventOf('c'))

    subscriber.resume('a')
    await settled()
    await happen(eventOf('d'))

    assert.deepEqual(told, ['b', 'c', 'd'])
    assert.deepEqual(
      counted.map(({ channel, event, receivers }) => [channel, event.id, receivers]),
      [
        ['sse', 'b', 1],
        ['sse', 'c', 1],
      ],
    )
  })

  it('tells once and in order what happens while the log is read, however long that is', async () => {
    const { subscriber, happen, told, whileReading } = createWorld()
    const all = eventsOf(1000, 'old-')
    await happen(eventOf('a'), ...all)
    let read = 0
    whileReading(async () => {
      read += 1
      await happen(eventOf(`new-${read}`))
    })

    subscriber.resume('a')
    await settled()
    await happen(eventOf('last'))

    const news = Array.from({ length: read }, (_, index) => `new-${index + 1}`)
    assert.deepEqual(told, [...all.map(({ id }) => id), ...news, 'last'])
  })

  it('reads on when more happened meanwhile than is remembered', async () => {
    const { subscriber, happen, told, whileReading } = createWorld()
    await happen(eventOf('a'))
    const flood = eventsOf(1500, 'flood-')
    let isFirst = true
    whileReading(async () => {
      if (isFirst) await happen(...flood)
      isFirst = false
    })

    subscriber.resume('a')
    await settled()

    assert.deepEqual(
      told,
      flood.map(({ id }) => id),
    )
  })

  it('tells once what this process publishes only after it was read', async () => {
    const { subscriber, events, hub, told } = createWorld()
    const [b, c] = [eventOf('b'), eventOf('c')]
    await events.append([eventOf('a'), b, c])

    subscriber.resume('a')
    await settled()
    for (const event of [b, c, eventOf('d')]) hub.publish(event)

    assert.deepEqual(told, ['b', 'c', 'd'])
  })

  it('tells once what this process publishes while it is read', async () => {
    const { subscriber, events, hub, told, whileReading } = createWorld()
    const [b, c] = [eventOf('b'), eventOf('c')]
    await events.append([eventOf('a'), b, c])
    whileReading(async () => hub.publish(b))

    subscriber.resume('a')
    await settled()
    hub.publish(c)

    assert.deepEqual(told, ['b', 'c'])
  })

  it('tells once what this process publishes only after the page behind it was read', async () => {
    const { subscriber, events, hub, told } = createWorld()
    const page = eventsOf(200, 'e')
    await events.append([eventOf('a'), ...page])

    subscriber.resume('a')
    await settled()
    for (const event of page) hub.publish(event)

    assert.equal(told.length, 200)
  })

  it('tells once what was told before it resumed', async () => {
    const { subscriber, happen, told } = createWorld()
    subscriber.start()
    await happen(eventOf('a'), eventOf('b'))

    subscriber.resume('a')
    await happen(eventOf('c'))
    await settled()

    assert.deepEqual(told, ['a', 'b', 'c'])
  })

  it('says that it does not know an event, and goes on with what happened since', async () => {
    const { subscriber, happen, told, whileReading, unknown } = createWorld()
    await happen(eventOf('a'))
    whileReading(() => happen(eventOf('b')))

    subscriber.resume('never')
    await settled()
    await happen(eventOf('c'))

    assert.deepEqual(told, ['unknown', 'b', 'c'])
    assert.equal(unknown(), 1)
  })

  it('waits for a log that cannot be read, and misses nothing', async () => {
    const { subscriber, happen, told, whileReading } = createWorld()
    await happen(eventOf('a'), eventOf('b'))
    let failures = 3
    whileReading(async () => {
      failures -= 1
      if (failures >= 0) throw new Failure('unavailable', 'Cannot reach the store')
    })

    subscriber.resume('a')
    await happen(eventOf('c'))
    for (let turns = 0; turns < 5; turns += 1) await settled()

    assert.deepEqual(told, ['b', 'c'])
  })

  it('does not resume while it does', async () => {
    const { subscriber, happen, told } = createWorld()
    await happen(eventOf('a'), eventOf('b'))

    const answers = [subscriber.resume('a'), subscriber.resume('a')]
    await settled()

    assert.deepEqual(answers, [true, false])
    assert.deepEqual(told, ['b'])
    assert.equal(subscriber.resume('a'), true)
  })

  it('tells nothing more once it has left, also in the middle of what was missed', async () => {
    const { subscriber, happen, told, whileReading } = createWorld()
    await happen(eventOf('a'), eventOf('b'))
    whileReading(async () => subscriber.leave())

    subscriber.resume('a')
    await settled()
    await happen(eventOf('c'))

    assert.deepEqual(told, [])
  })
})
