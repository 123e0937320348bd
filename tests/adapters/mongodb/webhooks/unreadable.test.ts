import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Collection, UpdateFilter } from 'mongodb'
import type { Unreadable } from '../../../../src/adapters/mongodb/unreadable.ts'
import { eventOf } from '../../../contracts/event-log.ts'
import { deliveryOf } from '../../../contracts/outbox.ts'
import { webhookOf } from '../../../contracts/webhook-store.ts'
import { missing } from '../../../servers/missing.ts'
import { createWorld, type World } from '../world.ts'

type Broken = { _id: string; [field: string]: unknown }

describe('MongoDB store, with a document of webhooks that nobody of us wrote', {
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
    const documents = (name: string): Collection<Broken> => world.database(uri).collection(name)
    return { store, told, documents }
  }

  /** Every way in which a field can be wrong. */
  const breaks = (...fields: readonly string[]): UpdateFilter<Broken>[] =>
    fields.flatMap((field) => [{ $unset: { [field]: '' } }, { $set: { [field]: { no: 1 } } }])

  it('leaves a webhook out, tells of it, and can remove it or add it anew', async () => {
    const { store, told, documents } = openBoth()
    for (const update of [
      ...breaks('url', 'secret', 'types', 'title_ids', 'created_at', 'disabled'),
      { $set: { types: ['no such thing'] } },
      { $set: { title_ids: ['9542'] } },
      { $set: { disabled: { at: 1 } } },
      { $set: { disabled: { at: '1', reason: '' } } },
    ]) {
      await store.webhooks.add(webhookOf('a'))
      await store.webhooks.add(webhookOf('b'))
      await documents('webhooks').updateOne({ _id: 'a' }, update)

      assert.deepEqual(await store.webhooks.list(), [webhookOf('b')], JSON.stringify(update))
      assert.deepEqual(told.splice(0), [{ collection: 'webhooks', id: 'a' }])
    }
    assert.equal(await store.webhooks.remove('a'), true)
    assert.deepEqual(await store.webhooks.list(), [webhookOf('b')])
    assert.deepEqual(told, [])
  })

  it('leaves a delivery out, tells of it, and gives as many others as were asked for', async () => {
    const { store, told, documents } = openBoth()
    const rest = ['b', 'c'].map((id) => deliveryOf('one', eventOf(id)))
    for (const update of [
      ...breaks('event', 'attempts', 'added_at', 'next_at', 'event.type', 'event.data'),
      { $set: { event: null } },
      { $set: { 'event._id': 'b' } },
    ]) {
      for (const id of ['a', 'b', 'c', 'd']) await store.outbox.add(['one'], eventOf(id), 1_000)
      await documents('outbox').updateOne({ _id: 'one/a' }, update)

      assert.deepEqual(await store.outbox.pending('one', 2), rest, JSON.stringify(update))
      assert.deepEqual(told.splice(0), [{ collection: 'outbox', id: 'one/a' }])

      await store.outbox.drop('one')
      assert.equal(await store.outbox.count(), 0)
    }
  })
})
