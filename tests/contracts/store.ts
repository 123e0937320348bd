import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { AnswerStore } from '../../src/core/store/store.ts'
import { keptOf } from '../support/answers.ts'
import { itIsAliases } from './aliases.ts'
import { itIsACache } from './cache.ts'

/** A place where one store lies, open or not. */
export interface StoreUnderTest {
  /** Opens the store with room for 5 lists; what an earlier opening wrote is there. */
  open(): Promise<AnswerStore>
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
  const newStore = async (): Promise<AnswerStore> => (await newPlace()).open()

  describe('titles', () => itIsACache(async () => (await newStore()).titles))
  describe('lists', () => itIsACache(async () => (await newStore()).lists))
  describe('aliases', () => itIsAliases(async () => (await newStore()).aliases))
  describe('is a store, so it', () => {
    itSurvivesReopening(newPlace)
    itKeepsThemApart(newStore)
    itBoundsLists(newStore)
  })
}

function itSurvivesReopening(newPlace: () => Promise<StoreUnderTest>): void {
  it('has everything after it was closed and opened again', async () => {
    const place = await newPlace()
    const before = await place.open()
    await before.titles.write('title:1', keptOf('a title'))
    await before.lists.write('genres', keptOf('a list'))
    await before.aliases.learn('frieren', 9542)
    await place.close()

    const store = await place.open()

    assert.deepEqual(await store.titles.read('title:1'), keptOf('a title'))
    assert.deepEqual(await store.lists.read('genres'), keptOf('a list'))
    assert.equal(await store.aliases.find('frieren'), 9542)
  })
}

function itKeepsThemApart(newStore: () => Promise<AnswerStore>): void {
  it('keeps titles and lists apart', async () => {
    const { titles, lists } = await newStore()
    await titles.write('same', keptOf('a title'))
    await lists.write('same', keptOf('a list'))
    await lists.remove('same')

    assert.deepEqual(await titles.read('same'), keptOf('a title'))
  })
}

function itBoundsLists(newStore: () => Promise<AnswerStore>): void {
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
