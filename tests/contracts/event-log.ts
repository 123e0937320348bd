import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventLog } from '../../src/core/events/event-log.ts'
import type { TitleEvent } from '../../src/core/events/title-event.ts'

/** An event of this id, found at 1,000. */
export function eventOf(id: string, about: Partial<TitleEvent> = {}): TitleEvent {
  return {
    id,
    type: 'new_episode',
    titleId: 9542,
    data: { event_id: id, title_id: 9542, timestamp: '2026-11-22T10:00:00.000Z' },
    foundAt: 1_000,
    freshAt: null,
    traceparent: null,
    ...about,
  }
}

function idsOf(events: readonly TitleEvent[] | null): readonly string[] | undefined {
  return events?.map(({ id }) => id)
}

/** Declares what every event log does. `open` makes an empty one. */
export function itIsAnEventLog(open: () => Promise<EventLog>): void {
  const openWith = async (...events: readonly TitleEvent[]): Promise<EventLog> => {
    const log = await open()
    await log.append(events)
    return log
  }
  describe('is an event log, so it', () => {
    itAppends(open)
    itFollows(openWith)
    itTellsTheNewest(openWith)
    itKnowsWhatWasTold(openWith)
    itForgets(openWith)
  })
}

type Open = () => Promise<EventLog>
type OpenWith = (...events: readonly TitleEvent[]) => Promise<EventLog>

function itAppends(open: Open): void {
  it('reads events back as they were appended', async () => {
    const log = await open()
    const whole = eventOf('a', {
      type: 'status_change',
      titleId: 1,
      data: { event_id: 'a', $set: { 'a.b': [[1.5, null], 'Фрирен\u0000'] } },
      foundAt: 1_789_000_000_123,
      freshAt: 1_788_000_000_123,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })

    await log.append([whole, eventOf('b')])

    assert.deepEqual(await log.newest(10), [eventOf('b'), whole])
  })

  it('appends each id once, within a call and across calls, and says which were new', async () => {
    const log = await open()
    const [a, b, c] = [eventOf('a'), eventOf('b'), eventOf('c')]

    assert.deepEqual(await log.append([]), [])
    assert.deepEqual(await log.append([a, b, a]), [a, b])
    assert.deepEqual(await log.append([{ ...b, foundAt: 9 }, c, a]), [c])

    assert.deepEqual(await log.newest(10), [c, b, a])
  })

  it('appends in the order given, whatever ids and times say', async () => {
    const log = await open()
    const ids = ['9', '1', 'z', 'a-b.c_d', '10']
    const foundAt = [5, 4, 9, 1, 2]

    await log.append(ids.map((id, index) => eventOf(id, { foundAt: foundAt[index] ?? 0 })))

    assert.deepEqual(idsOf(await log.newest(10)), ids.toReversed())
  })
}

function itFollows(openWith: OpenWith): void {
  it('gives what comes after an event, oldest first', async () => {
    const log = await openWith(eventOf('a'), eventOf('b'))
    await log.append([eventOf('c'), eventOf('d')])

    assert.deepEqual(idsOf(await log.after('b', 10)), ['c', 'd'])
    assert.deepEqual(idsOf(await log.after('a', 2)), ['b', 'c'])
    assert.deepEqual(idsOf(await log.after('d', 10)), [])
  })

  it('gives null after an event it does not know', async () => {
    const log = await openWith(eventOf('a'))

    assert.equal(await log.after('A', 10), null)
    assert.equal(await log.after('', 10), null)
  })
}

function itTellsTheNewest(openWith: OpenWith): void {
  it('gives the newest, newest first, of all titles or of one', async () => {
    const log = await openWith(
      eventOf('a', { titleId: 1 }),
      eventOf('b', { titleId: 2 }),
      eventOf('c', { titleId: 1 }),
      eventOf('d', { titleId: 1 }),
      eventOf('e', { titleId: 2 }),
    )

    assert.deepEqual(idsOf(await log.newest(2)), ['e', 'd'])
    assert.deepEqual(idsOf(await log.newest(2, 1)), ['d', 'c'])
    assert.deepEqual(idsOf(await log.newest(10, 2)), ['e', 'b'])
    assert.deepEqual(await log.newest(10, 3), [])
    assert.deepEqual(await log.newest(0), [])
  })
}

function itKnowsWhatWasTold(openWith: OpenWith): void {
  it('gives what was found before and not told, oldest first', async () => {
    const log = await openWith(
      eventOf('a', { foundAt: 3 }),
      eventOf('b', { foundAt: 1 }),
      eventOf('c', { foundAt: 2 }),
      eventOf('d', { foundAt: 2 }),
    )

    assert.deepEqual(idsOf(await log.untold(3, 10)), ['b', 'c', 'd'])
    assert.deepEqual(idsOf(await log.untold(3, 2)), ['b', 'c'])

    await log.markTold(['b', 'd', 'no such thing'])

    assert.deepEqual(idsOf(await log.untold(4, 10)), ['a', 'c'])
  })

  it('does not forget that an event was told when it is appended again', async () => {
    const log = await openWith(eventOf('a'))
    await log.markTold([])
    assert.deepEqual(idsOf(await log.untold(2_000, 10)), ['a'])

    await log.markTold(['a'])
    await log.append([eventOf('a')])

    assert.deepEqual(await log.untold(2_000, 10), [])
  })
}

function itForgets(openWith: OpenWith): void {
  it('forgets what was told and found before, and nothing that was not told', async () => {
    const log = await openWith(
      eventOf('told', { foundAt: 1 }),
      eventOf('untold', { foundAt: 1 }),
      eventOf('told, too', { foundAt: 2 }),
      eventOf('told later', { foundAt: 3 }),
      eventOf('newest', { foundAt: 4 }),
    )
    await log.markTold(['told', 'told, too', 'told later'])

    assert.equal(await log.prune(3), 2)
    assert.equal(await log.prune(3), 0)

    assert.deepEqual(idsOf(await log.newest(10)), ['newest', 'told later', 'untold'])
    assert.equal(await log.after('told', 10), null)
    assert.deepEqual(idsOf(await log.after('untold', 10)), ['told later', 'newest'])
  })

  it('appends behind all others after it forgot', async () => {
    const log = await openWith(eventOf('a', { foundAt: 1 }), eventOf('b', { foundAt: 2 }))
    await log.markTold(['a', 'b'])
    await log.prune(2)

    await log.append([eventOf('c'), eventOf('a')])

    assert.deepEqual(idsOf(await log.after('b', 10)), ['c', 'a'])
  })
}
