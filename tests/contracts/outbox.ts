import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TitleEvent } from '../../src/core/events/title-event.ts'
import type { Delivery, Outbox } from '../../src/core/webhooks/outbox.ts'
import { eventOf } from './event-log.ts'

/** A delivery that was added at 1,000 and never tried. */
export function deliveryOf(
  receiverId: string,
  event: TitleEvent,
  about: Partial<Delivery> = {},
): Delivery {
  return { receiverId, event, attempts: 0, addedAt: 1_000, nextAt: 1_000, ...about }
}

/** Declares what every outbox does. `open` makes an empty one. */
export function itIsAnOutbox(open: () => Promise<Outbox>): void {
  describe('is an outbox, so it', () => {
    itAdds(open)
    itGivesWhatIsPending(open)
    itPostpones(open)
    itForgets(open)
  })
}

type Open = () => Promise<Outbox>

async function idsOf(outbox: Outbox, receiverId: string): Promise<readonly string[]> {
  return (await outbox.pending(receiverId, 100)).map(({ event }) => event.id)
}

function itAdds(open: Open): void {
  it('keeps the whole event for each receiver', async () => {
    const outbox = await open()
    const whole = eventOf('a', {
      type: 'status_change',
      titleId: 1,
      data: { event_id: 'a', $set: { 'a.b': [[1.5, null], 'Фрирен\u0000'] } },
      foundAt: 1_789_000_000_123,
      freshAt: 1_788_000_000_123,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })

    await outbox.add(['one', 'two'], whole, 1_789_000_000_456)

    for (const receiverId of ['one', 'two']) {
      const times = { addedAt: 1_789_000_000_456, nextAt: 1_789_000_000_456 }
      assert.deepEqual(await outbox.pending(receiverId, 10), [deliveryOf(receiverId, whole, times)])
    }
    assert.deepEqual(await outbox.pending('three', 10), [])
  })

  it('adds an event once per receiver, within a call and across calls', async () => {
    const outbox = await open()
    const [a, b] = [eventOf('a'), eventOf('b')]

    await outbox.add([], a, 1_000)
    await outbox.add(['one', 'one'], a, 1_000)
    await outbox.add(['one'], b, 1_000)
    await outbox.add(['one', 'two', 'three'], { ...a, foundAt: 9 }, 2_000)

    assert.equal(await outbox.count(), 4)
    assert.deepEqual(await outbox.pending('one', 10), [deliveryOf('one', a), deliveryOf('one', b)])
    assert.deepEqual(await idsOf(outbox, 'two'), ['a'])
    assert.deepEqual(await idsOf(outbox, 'three'), ['a'])
  })

  it('adds a delivery anew that was removed', async () => {
    const outbox = await open()
    await outbox.add(['one'], eventOf('a'), 1_000)
    await outbox.remove(deliveryOf('one', eventOf('a')))

    await outbox.add(['one'], eventOf('a'), 1_000)

    assert.deepEqual(await idsOf(outbox, 'one'), ['a'])
  })
}

function itGivesWhatIsPending(open: Open): void {
  it('gives what is pending in the order of adding, whatever ids and times say', async () => {
    const outbox = await open()
    const ids = ['9', '1', 'z', 'a-b.c_d', '10', '0', '2']
    for (const [index, id] of ids.entries()) {
      await outbox.add(['one', 'two'], eventOf(id, { foundAt: 9 - index }), 1_000 - index)
    }

    assert.deepEqual(await idsOf(outbox, 'one'), ids)
    assert.deepEqual(await idsOf(outbox, 'two'), ids)
  })

  it('gives as many as it is asked for, from the oldest on', async () => {
    const outbox = await open()
    for (const id of ['c', 'b', 'a']) await outbox.add(['one'], eventOf(id), 1_000)

    const [first, second] = await outbox.pending('one', 2)

    assert.deepEqual([first?.event.id, second?.event.id], ['c', 'b'])
    assert.equal((await outbox.pending('one', 2)).length, 2)
    assert.deepEqual(await outbox.pending('one', 0), [])
  })

  it('adds behind what is left after the newest was removed', async () => {
    const outbox = await open()
    for (const id of ['c', 'b', 'a']) await outbox.add(['one'], eventOf(id), 1_000)
    await outbox.remove(deliveryOf('one', eventOf('a')))

    await outbox.add(['one', 'two'], eventOf('A'), 1_000)
    await outbox.add(['one', 'two'], eventOf('0'), 1_000)

    assert.deepEqual(await idsOf(outbox, 'one'), ['c', 'b', 'A', '0'])
    assert.deepEqual(await idsOf(outbox, 'two'), ['A', '0'])
  })
}

function itPostpones(open: Open): void {
  it('notes a try in vain of that delivery only, which keeps its place', async () => {
    const outbox = await open()
    const [a, b] = [eventOf('a'), eventOf('b')]
    await outbox.add(['one', 'two'], a, 1_000)
    await outbox.add(['one'], b, 1_000)

    await outbox.postpone(deliveryOf('one', a), 1_789_000_000_123)
    assert.deepEqual(await outbox.pending('one', 10), [
      deliveryOf('one', a, { attempts: 1, nextAt: 1_789_000_000_123 }),
      deliveryOf('one', b),
    ])

    await outbox.postpone(deliveryOf('one', a), 5_000)
    assert.deepEqual(await outbox.pending('one', 10), [
      deliveryOf('one', a, { attempts: 2, nextAt: 5_000 }),
      deliveryOf('one', b),
    ])
    assert.deepEqual(await outbox.pending('two', 10), [deliveryOf('two', a)])
  })

  it('postpones and removes nothing that is not there', async () => {
    const outbox = await open()
    await outbox.add(['one'], eventOf('a'), 1_000)
    const gone = [deliveryOf('one', eventOf('b')), deliveryOf('two', eventOf('a'))]

    for (const delivery of gone) await outbox.postpone(delivery, 2_000)
    assert.equal(await outbox.count(), 1)

    for (const delivery of gone) await outbox.remove(delivery)
    assert.deepEqual(await outbox.pending('one', 10), [deliveryOf('one', eventOf('a'))])
    assert.equal(await outbox.count(), 1)
  })

  it('does not forget the tries of a delivery when it is added again', async () => {
    const outbox = await open()
    const a = eventOf('a')
    await outbox.add(['one'], a, 1_000)
    await outbox.postpone(deliveryOf('one', a), 5_000)

    await outbox.add(['one'], a, 2_000)

    assert.deepEqual(await outbox.pending('one', 10), [
      deliveryOf('one', a, { attempts: 1, nextAt: 5_000 }),
    ])
  })
}

function itForgets(open: Open): void {
  it('forgets one delivery, or all of a receiver, and counts what is left', async () => {
    const outbox = await open()
    assert.equal(await outbox.count(), 0)
    for (const id of ['a', 'b', 'c']) await outbox.add(['one', 'two'], eventOf(id), 1_000)
    assert.equal(await outbox.count(), 6)

    await outbox.remove(deliveryOf('one', eventOf('b'), { attempts: 7 }))
    assert.equal(await outbox.count(), 5)
    assert.deepEqual(await idsOf(outbox, 'one'), ['a', 'c'])

    await outbox.drop('one')
    assert.equal(await outbox.count(), 3)
    assert.deepEqual(await idsOf(outbox, 'one'), [])
    assert.deepEqual(await idsOf(outbox, 'two'), ['a', 'b', 'c'])

    await outbox.drop('three')
    assert.equal(await outbox.count(), 3)
  })
}
