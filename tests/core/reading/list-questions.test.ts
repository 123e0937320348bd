import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PageQuery } from '../../../src/core/catalog.ts'
import type { Found } from '../../../src/core/reading/found.ts'
import { dataOf } from '../../support/reading-world.ts'
import { titleOf } from '../../support/titles.ts'
import { createTitlesWorld } from '../../support/titles-world.ts'

const [one, two, three] = [titleOf(1), titleOf(2), titleOf(3)]
const query: PageQuery = { page: 2, limit: 20, sort: 'updated', order: 'desc' }

function paginationOf({ answer }: Found): unknown {
  return JSON.parse(new TextDecoder().decode(answer.body)).pagination
}

describe('lists', () => {
  it('are told page by page', async () => {
    const { titles, reader } = createTitlesWorld(one, two, three)

    const found = await titles.page(query, reader)

    assert.deepEqual(dataOf(found), [one, two, three])
    assert.deepEqual(paginationOf(found), { page: 2, limit: 20, total: 3, pages: 1 })
  })

  it('are told of some ids, in the order of the ids', async () => {
    const { titles, reader } = createTitlesWorld(one, two, three)

    const found = await titles.some([3, 4, 1], reader)

    assert.deepEqual(dataOf(found), [three, one])
    assert.deepEqual(paginationOf(found), { page: 1, limit: 3, total: 2, pages: 1 })
  })

  it('of a search are cut to their limit', async () => {
    const { titles, reader } = createTitlesWorld(one, two, three)

    const found = await titles.search('тайтл', 2, reader)

    assert.deepEqual(dataOf(found), [one, two])
    assert.equal(paginationOf(found), undefined)
  })

  it('of updates tell the latest episodes', async () => {
    const { titles, reader } = createTitlesWorld(one)

    const found = await titles.updates(5, reader)

    assert.deepEqual(dataOf(found), [{ ...one, latest_episode: null }])
  })

  it('of the schedule tell the week, or one day of it', async () => {
    const { titles, reader } = createTitlesWorld(one)

    assert.equal((dataOf(await titles.schedule(undefined, reader)) as unknown[]).length, 7)
    assert.deepEqual(dataOf(await titles.schedule(1, reader)), [{ day: 1, titles: [one] }])
    assert.deepEqual(dataOf(await titles.schedule(7, reader)), [{ day: 7, titles: [] }])
  })

  it('of genres tell them all', async () => {
    const { titles, reader } = createTitlesWorld()

    assert.deepEqual(dataOf(await titles.genres(reader)), [{ id: 1, name: 'Комедия' }])
  })

  it('are kept each under its own key, and asked for once while fresh', async () => {
    const { titles, catalog, memory, reader } = createTitlesWorld(one)
    const questions = [
      () => titles.page(query, reader),
      () => titles.page({ ...query, page: 3 }, reader),
      () => titles.some([1], reader),
      () => titles.search('a', 5, reader),
      () => titles.updates(5, reader),
      () => titles.schedule(undefined, reader),
      () => titles.schedule(1, reader),
      () => titles.genres(reader),
    ]

    for (const ask of [...questions, ...questions]) await ask()

    assert.equal(catalog.asked.length, questions.length)
    assert.equal(memory.entries.size, questions.length)
  })

  it('reject if AniLibria is down and nothing is in hand', async () => {
    const { titles, catalog, reader } = createTitlesWorld(one)
    catalog.goesDown()

    await assert.rejects(async () => titles.genres(reader), { code: 'unavailable' })

    catalog.comesBack()
    assert.notEqual(await titles.genres(reader), null)
  })
})
