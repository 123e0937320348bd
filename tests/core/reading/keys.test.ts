import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PageQuery } from '../../../src/core/catalog.ts'
import { keys } from '../../../src/core/reading/keys.ts'

const page: PageQuery = { page: 1, limit: 20, sort: 'updated', order: 'desc' }

describe('keys', () => {
  it('are equal for equal questions, whatever the order of their parts', () => {
    const { page: number, ...rest } = page

    assert.equal(keys.page({ ...rest, page: number }), keys.page(page))
    assert.equal(
      keys.page({ ...page, genres: [10, 9, 1] }),
      keys.page({ ...page, genres: [1, 9, 10] }),
    )
  })

  it('are equal whether a part is absent or undefined', () => {
    const said = { ...page, search: undefined, year: undefined, genres: undefined }

    assert.equal(keys.page(said), keys.page(page))
  })

  it('leave a question as it was', () => {
    const genres = [3, 1, 2]

    keys.page({ ...page, genres })

    assert.deepEqual(genres, [3, 1, 2])
  })

  it('differ for different questions', () => {
    const all = [
      keys.page(page),
      keys.page({ ...page, page: 2 }),
      keys.page({ ...page, limit: 2 }),
      keys.page({ ...page, order: 'asc' }),
      keys.page({ ...page, sort: 'year' }),
      keys.page({ ...page, year: 2024 }),
      keys.page({ ...page, season: '2024' }),
      keys.page({ ...page, type: 'TV' }),
      keys.page({ ...page, status: 'ongoing' }),
      keys.page({ ...page, genres: [1, 2] }),
      keys.page({ ...page, genres: [12] }),
      keys.page({ ...page, search: 'a' }),
      keys.page({ ...page, search: 'a&year=2024' }),
      keys.page({ ...page, search: 'a', year: 2024 }),
      keys.some([1, 2]),
      keys.some([2, 1]),
      keys.some([12]),
      keys.search('1:a', 5),
      keys.search('1a', 5),
      keys.search('a', 5),
      keys.search('a', 51),
      keys.updates(5),
      keys.schedule(undefined),
      keys.schedule(1),
      keys.schedule(2),
      keys.genres(),
      keys.title(1),
      keys.title(2),
      keys.alias('1'),
      keys.alias('genres'),
    ]

    assert.equal(new Set(all).size, all.length)
  })
})
