import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Collection } from 'mongodb'
import type { Outbox } from '../../../../src/core/webhooks/outbox.ts'
import { eventOf } from '../../../contracts/event-log.ts'
import { deliveryOf } from '../../../contracts/outbox.ts'
import { missing } from '../../../servers/missing.ts'
import { createWorld, type World } from '../world.ts'

describe('outbox of the MongoDB store', { skip: missing('mongodb') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  function openTwice() {
    const uri = world.emptyUri()
    const documents: Collection<{ _id: string; [field: string]: unknown }> = world
      .database(uri)
      .collection('outbox')
    return { one: world.open(uri).outbox, other: world.open(uri).outbox, documents }
  }

  const idsOf = async (outbox: Outbox) =>
    (await outbox.pending('one', 10)).map(({ event }) => event.id)

  it('gives an event the place behind all that are there, whatever the clocks of processes say', async () => {
    const { one, other, documents } = openTwice()
    await one.add(['one', 'two'], eventOf('c'), 9_000)
    await other.add(['one'], eventOf('b'), 1_000)
    await one.add(['two', 'one'], eventOf('a'), 5_000)

    const places = await documents.find({}, { sort: { _id: 1 } }).toArray()

    assert.deepEqual(
      places.map(({ _id, seq }) => [_id, seq]),
      [
        ['one/a', 3],
        ['one/b', 2],
        ['one/c', 1],
        ['two/a', 3],
        ['two/c', 1],
      ],
    )
    assert.deepEqual(await idsOf(other), ['c', 'b', 'a'])
  })

  it('goes by places and not by the order in which documents lie', async () => {
    const { one, documents } = openTwice()
    for (const id of ['b', 'a']) await one.add(['one'], eventOf(id), 1_000)
    const first = await documents.findOne({ _id: 'one/b' })
    assert.ok(first)
    await one.remove(deliveryOf('one', eventOf('b')))
    await documents.insertOne(first)

    assert.deepEqual(await idsOf(one), ['b', 'a'])
  })

  it('has each delivery once when two processes add at once, and loses none', async () => {
    const { one, other } = openTwice()
    const ids = ['a', 'b', 'c', 'd']

    const adding = ids.flatMap((id) => [
      one.add(['one', 'two'], eventOf(id), 1_000),
      other.add(['three', 'two', 'one'], eventOf(id), 1_000),
    ])
    await Promise.all(adding)

    assert.equal(await one.count(), 12)
    assert.deepEqual((await idsOf(one)).toSorted(), ids)
  })

  it('adds behind all others even if one has a strange place', async () => {
    const { one, documents } = openTwice()
    await documents.insertMany([{ _id: 'text', seq: 'last' }, { _id: 'none' }])

    for (const id of ['b', 'a']) await one.add(['one'], eventOf(id), 1_000)

    assert.deepEqual(await idsOf(one), ['b', 'a'])
    assert.equal((await documents.findOne({ _id: 'one/a' }))?.seq, 2)
  })
})
