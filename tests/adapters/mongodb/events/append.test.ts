import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Document, Documents } from '../../../../src/adapters/mongodb/documents.ts'
import { append } from '../../../../src/adapters/mongodb/events/append.ts'
import type { EventLog } from '../../../../src/core/events/event-log.ts'
import type { TitleEvent } from '../../../../src/core/events/title-event.ts'
import { eventOf } from '../../../contracts/event-log.ts'
import { missing } from '../../../servers/missing.ts'
import { createWorld, type World } from '../world.ts'

/** Events of one title, in their order. */
function eventsOf(titleId: number, count: number): readonly TitleEvent[] {
  return Array.from({ length: count }, (_, index) => eventOf(`${titleId}-${index}`, { titleId }))
}

/** Reads what comes after an event, a few at a time, until nothing more will come. */
async function follow(log: EventLog, id: string, isOver: () => boolean) {
  const events: TitleEvent[] = []
  for (let wasOver = false; ; await setTimeout(100)) {
    const more = (await log.after(events.at(-1)?.id ?? id, 50)) ?? []
    events.push(...more)
    if (wasOver && more.length === 0) return events
    wasOver = isOver()
  }
}

describe('events that several processes append at once', { skip: missing('mongodb') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  it('are each there once, and whoever follows them misses none', async () => {
    const uri = world.emptyUri()
    const [one, other, reader] = [world.open(uri), world.open(uri), world.open(uri)]
    await one.events.append([eventOf('first')])
    const titles = Array.from({ length: 10 }, (_, index) => eventsOf(index + 1, 50))
    let isOver = false
    const following = follow(reader.events, 'first', () => isOver)

    await Promise.all(
      titles.map(async (events, index) => {
        const { events: log } = index % 2 === 0 ? one : other
        for (let start = 0; start < events.length; start += 10) {
          const some = events.slice(start, start + 10)
          assert.deepEqual(await log.append(some), some)
        }
      }),
    )

    isOver = true
    const followed = await following
    assert.deepEqual(followed, (await reader.events.newest(1_000)).toReversed().slice(1))
    assert.equal(new Set(followed.map(({ id }) => id)).size, 500)
    for (const [index, events] of titles.entries()) {
      assert.deepEqual(
        followed.filter(({ titleId }) => titleId === index + 1),
        events,
      )
    }
  })

  it('are new to one of those who append the same', async () => {
    const uri = world.emptyUri()
    const stores = [world.open(uri), world.open(uri), world.open(uri)]
    const events = eventsOf(1, 20)

    const appended = await Promise.all(stores.map((store) => store.events.append(events)))

    const ids = appended.flat().map(({ id }) => id)
    assert.deepEqual(ids.toSorted(), events.map(({ id }) => id).toSorted())
    assert.equal((await world.open(uri).events.newest(100)).length, 20)
  })

  it('go on behind one that took a place in their midst', async () => {
    const uri = world.emptyUri()
    const { events: log } = world.open(uri)
    await log.append([eventOf('first')])
    const documents = world.database(uri).collection<Document>('events')
    let isFirst = true
    const raced: Pick<Documents, 'find' | 'findOne' | 'insertMany'> = {
      find: documents.find.bind(documents),
      findOne: documents.findOne.bind(documents),
      async insertMany(events: readonly Document[], options) {
        if (isFirst) await documents.insertOne({ ...events[2], _id: '1-3' })
        isFirst = false
        return documents.insertMany(events, options)
      },
    }

    const limits = { maxTimeMS: 1_000, signal: new AbortController().signal }
    const appended = await append(raced as Documents, eventsOf(1, 5), limits)

    const order = ['first', '1-0', '1-1', '1-3', '1-2', '1-4']
    assert.deepEqual(
      appended.map(({ id }) => id),
      ['1-0', '1-1', '1-2', '1-4'],
    )
    assert.deepEqual((await log.newest(10)).map(({ id }) => id).toReversed(), order)
  })

  it('come behind the newest even when all could have been forgotten', async () => {
    const { events: log } = world.openEmpty()
    await log.append(eventsOf(1, 3))
    await log.markTold(['1-0', '1-1', '1-2'])

    assert.equal(await log.prune(2_000), 2)
    await log.append(eventsOf(2, 1))

    assert.deepEqual(await log.after('1-2', 10), eventsOf(2, 1))
    assert.equal(await log.prune(2_000), 1)
  })
})
