import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Collection, UpdateFilter } from 'mongodb'
import type { Unreadable } from '../../../src/adapters/mongodb/unreadable.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { missing } from '../../servers/missing.ts'
import { keptOf } from '../../support/answers.ts'
import { createWorld, type World } from './world.ts'

type Broken = { _id: string; [field: string]: unknown }
type Documents = Collection<Broken>

describe('MongoDB store, with a document that nobody of us wrote', {
  skip: missing('mongodb'),
}, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  function openBoth() {
    const told: Unreadable[] = []
    const uri = world.emptyUri()
    const store = world.open(uri, { onUnreadable: (document) => told.push(document) })
    const documents = (name: string): Documents => world.database(uri).collection(name)
    return { store, told, documents }
  }

  /** Every way in which a field can be wrong. */
  const breaks = (field: string): UpdateFilter<Broken>[] => [
    { $unset: { [field]: '' } },
    { $set: { [field]: { no: 1 } } },
  ]

  it('misses a title or a list, tells of it, and leaves it until the next write', async () => {
    const { store, told, documents } = openBoth()
    for (const collection of ['titles', 'lists'] as const) {
      await store[collection].write('key', keptOf('one'))
      for (const field of ['body', 'etag', 'fetched_at', 'checked_at', 'fresh_until']) {
        for (const update of breaks(field)) {
          await documents(collection).updateOne({ _id: 'key' }, update)

          assert.equal(await store[collection].read('key'), null, field)
          assert.deepEqual(told.splice(0), [{ collection, id: 'key' }])
          assert.equal(await documents(collection).countDocuments(), 1)

          await store[collection].write('key', keptOf('one'))
          assert.deepEqual(await store[collection].read('key'), keptOf('one'))
        }
      }
    }
    assert.deepEqual(told, [])
  })

  it('does not count it among the lists that are too many', async () => {
    const uri = world.emptyUri()
    const store = world.open(uri, { mostLists: 1 })
    const lists: Documents = world.database(uri).collection('lists')
    await lists.insertMany([{ _id: 'nothing' }, { _id: 'text', written: 'yesterday' }])

    for (const key of ['1', '2', '3']) await store.lists.write(key, keptOf(key))

    const left = await lists.find().toArray()
    assert.deepEqual(left.map(({ _id }) => _id).toSorted(), ['3', 'nothing', 'text'])
  })

  it('does not know an alias, tells of it, and can learn it', async () => {
    const { store, told, documents } = openBoth()
    await documents('aliases').insertOne({ _id: 'frieren', title_id: '9542' })

    assert.equal(await store.aliases.find('frieren'), null)
    assert.deepEqual(told, [{ collection: 'aliases', id: 'frieren' }])

    await store.aliases.learn('frieren', 9542)
    assert.equal(await store.aliases.find('frieren'), 9542)
  })

  it('reads a state as none, and tells of it', async () => {
    const { store, told, documents } = openBoth()
    await documents('sync_status').insertMany([{ _id: 'a' }, { _id: 'b', state: '{' }])

    for (const id of ['a', 'b']) {
      assert.equal(await store.syncStatus.read(id), null)
      assert.deepEqual(told.splice(0), [{ collection: 'sync_status', id }])
    }
  })

  it('leaves an event out, tells of it, and gives as many others as were asked for', async () => {
    const { store, told, documents } = openBoth()
    await store.events.append(['a', 'b', 'c', 'd'].map((id) => eventOf(id)))
    const whole = await documents('events').findOne({ _id: 'b' })
    assert.ok(whole)
    for (const field of ['type', 'title_id', 'found_at', 'fresh_at', 'traceparent', 'data']) {
      for (const update of breaks(field)) {
        await documents('events').updateOne({ _id: 'b' }, update)

        assert.deepEqual(await store.events.after('a', 2), [eventOf('c'), eventOf('d')], field)
        assert.deepEqual(told.splice(0), [{ collection: 'events', id: 'b' }])
        await documents('events').replaceOne({ _id: 'b' }, whole)
      }
    }
    for (const data of ['[]', 'null', '7', '{']) {
      await documents('events').updateOne({ _id: 'b' }, { $set: { data } })
      assert.deepEqual(await store.events.untold(2_000, 2), [eventOf('a'), eventOf('c')])
    }
    assert.deepEqual(await store.events.newest(2), [eventOf('d'), eventOf('c')])
  })

  it('appends behind all others even if one has a strange place', async () => {
    const { store, documents } = openBoth()
    await documents('events').insertMany([{ _id: 'text', seq: 'last' }, { _id: 'none' }])

    await store.events.append([eventOf('a'), eventOf('b')])

    assert.deepEqual(await store.events.after('a', 10), [eventOf('b')])
    assert.equal(await store.events.after('text', 10), null)
  })
})
