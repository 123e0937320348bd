import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Store } from '../../src/core/store/store.ts'
import { keptOf } from '../support/answers.ts'
import { itIsAliases } from './aliases.ts'
import { itIsACache } from './cache.ts'
import { eventOf, itIsAnEventLog } from './event-log.ts'
import { deliveryOf, itIsAnOutbox } from './outbox.ts'
import { itIsASyncStatus } from './sync-status.ts'
import { itIsAWebhookStore, webhookOf } from './webhook-store.ts'

/** A place where one store lies, open or not. */
export interface StoreUnderTest {
  /** Opens the store with room for 5 lists; what an earlier opening wrote is there. */
  open(): Promise<Store>
  /** Closes what is open. */
  close(): Promise<void>
}

/** Declares what every store does. `make` makes a new, empty place. */
export function itIsAStore(make: () => Promise<StoreUnderTest>): void {
  const places: StoreUnderTest[] = []
  after(async () => {
    for (const place of places) await place.close()
  })

  async function newPlace(): Promise<StoreUnderTest> {
    const place = await make()
    places.push(place)
    return place
  }
  const newStore = async (): Promise<Store> => (await newPlace()).open()

  describe('titles', () => itIsACache(async () => (await newStore()).titles))
  describe('lists', () => itIsACache(async () => (await newStore()).lists))
  describe('aliases', () => itIsAliases(async () => (await newStore()).aliases))
  describe('sync status', () => itIsASyncStatus(async () => (await newStore()).syncStatus))
  describe('events', () => itIsAnEventLog(async () => (await newStore()).events))
  describe('webhooks', () => itIsAWebhookStore(async () => (await newStore()).webhooks))
  describe('outbox', () => itIsAnOutbox(async () => (await newStore()).outbox))
  describe('is a store, so it', () => {
    itKeepsWhatIsToBeTold(newPlace)
    itSurvivesReopening(newPlace)
    itKeepsThemApart(newStore)
    itBoundsLists(newStore)
    itTellsItsSize(newStore)
  })
}

function itSurvivesReopening(newPlace: () => Promise<StoreUnderTest>): void {
  it('has everything after it was closed and opened again', async () => {
    const place = await newPlace()
    const before = await place.open()
    await before.titles.write('title:1', keptOf('a title'))
    await before.lists.write('genres', keptOf('a list'))
    await before.aliases.learn('frieren', 9542)
    await before.syncStatus.write('catalogue', { page: 3 })
    await before.events.append([eventOf('a'), eventOf('b')])
    await before.events.markTold(['a'])
    await place.close()

    const store = await place.open()

    assert.deepEqual(await store.titles.read('title:1'), keptOf('a title'))
    assert.deepEqual(await store.lists.read('genres'), keptOf('a list'))
    assert.equal(await store.aliases.find('frieren'), 9542)
    assert.deepEqual(await store.syncStatus.read('catalogue'), { page: 3 })
    assert.deepEqual(await store.events.untold(2_000, 10), [eventOf('b')])
    await store.events.append([eventOf('c')])
    assert.deepEqual(await store.events.after('a', 10), [eventOf('b'), eventOf('c')])
  })
}

function itKeepsWhatIsToBeTold(newPlace: () => Promise<StoreUnderTest>): void {
  it('has webhooks and what they are owed after it was opened again, in order', async () => {
    const place = await newPlace()
    const before = await place.open()
    await before.webhooks.add(webhookOf('one'))
    await before.webhooks.disable('one', 2_000, 'It does not answer')
    for (const id of ['c', 'b']) await before.outbox.add(['one'], eventOf(id), 1_000)
    await before.outbox.postpone(deliveryOf('one', eventOf('c')), 5_000)
    await place.close()

    const store = await place.open()
    await store.outbox.add(['one'], eventOf('c'), 1_000)
    await store.outbox.add(['one'], eventOf('a'), 1_000)

    const disabled = { at: 2_000, reason: 'It does not answer' }
    assert.deepEqual(await store.webhooks.list(), [webhookOf('one', { disabled })])
    assert.deepEqual(await store.outbox.pending('one', 10), [
      deliveryOf('one', eventOf('c'), { attempts: 1, nextAt: 5_000 }),
      deliveryOf('one', eventOf('b')),
      deliveryOf('one', eventOf('a')),
    ])
  })
}

function itKeepsThemApart(newStore: () => Promise<Store>): void {
  it('keeps titles and lists apart', async () => {
    const { titles, lists } = await newStore()
    await titles.write('same', keptOf('a title'))
    await lists.write('same', keptOf('a list'))
    await lists.remove('same')

    assert.deepEqual(await titles.read('same'), keptOf('a title'))
  })
}

function itBoundsLists(newStore: () => Promise<Store>): void {
  it('keeps the most recently written lists, whichever order they came in', async () => {
    const { lists } = await newStore()
    for (const key of ['1', '2', '3', '4', '5', '1', '6', '7']) await lists.write(key, keptOf(key))

    const left = await Promise.all(
      ['1', '2', '3', '4', '5', '6', '7'].map((key) => lists.read(key)),
    )

    assert.deepEqual(
      left.map((kept) => kept !== null),
      [true, false, false, true, true, true, true],
    )
  })

  it('keeps any number of titles', async () => {
    const { titles } = await newStore()
    for (let id = 1; id <= 20; id += 1) await titles.write(`title:${id}`, keptOf(`${id}`))

    assert.deepEqual(await titles.read('title:1'), keptOf('1'))
  })
}

function itTellsItsSize(newStore: () => Promise<Store>): void {
  it('counts its titles, and grows with them', async () => {
    const store = await newStore()
    assert.equal((await store.size()).titles, 0)
    await store.titles.write('title:1', keptOf('one'))
    await store.lists.write('genres', keptOf('a list'))
    const before = await store.size()

    await store.titles.write('title:2', keptOf('x'.repeat(500_000)))
    const { titles, bytes } = await store.size()

    assert.equal(before.titles, 1)
    assert.equal(titles, 2)
    assert.ok(before.bytes > 0)
    assert.ok(bytes >= before.bytes + 400_000)
  })
}
