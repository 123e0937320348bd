import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  readCountry,
  readGenres,
  readPage,
  readSome,
  readSummaries,
  readWeek,
} from '../../../../src/adapters/anilibria/wire/read-lists.ts'

function reading() {
  return { origin: 'https://a.test', broken: [] as string[] }
}

const first = { page: 1, limit: 20 }

describe('readPage()', () => {
  it('counts as the envelope does', () => {
    const pagination = { total: 1831, total_pages: 92, current_page: 1, links: [] }

    const page = readPage({ data: [{ id: 1 }], meta: { pagination } }, first, reading())

    assert.deepEqual([page.titles.length, page.total, page.pages], [1, 1831, 92])
  })

  it('counts what is there where the envelope does not', () => {
    const { total, pages } = readPage({ data: [{ id: 1 }] }, { page: 3, limit: 20 }, reading())

    assert.deepEqual([total, pages], [41, 3])
  })

  it('finds out how many pages there are where only the titles are counted', () => {
    const meta = { pagination: { total: 41 } }

    assert.equal(readPage({ data: [], meta }, first, reading()).pages, 3)
  })

  it('has no pages if there is nothing', () => {
    const { titles, total, pages } = readPage({ data: [], meta: [] }, first, reading())

    assert.deepEqual([titles, total, pages], [[], 0, 0])
  })

  it('leaves out what it cannot read', () => {
    const place = reading()

    const { titles } = readPage({ data: [{ id: 1 }, { id: 'oops' }, [], { id: 2 }] }, first, place)

    assert.deepEqual(
      titles.map(({ id }) => id),
      [1, 2],
    )
    assert.deepEqual(place.broken, ['a release has no id', 'a release has no id'])
  })

  for (const nonsense of [null, 'oops', 1, {}, { data: null }, { data: {} }]) {
    it(`does not read ${JSON.stringify(nonsense)}`, () => {
      assert.throws(() => readPage(nonsense, first, reading()), { name: 'Unreadable' })
    })
  }
})

describe('readSummaries()', () => {
  it('reads a list, bare or in an envelope', () => {
    for (const json of [[{ id: 1 }], { data: [{ id: 1 }] }]) {
      assert.deepEqual(
        readSummaries(json, reading()).map(({ id }) => id),
        [1],
      )
    }
  })
})

describe('readSome()', () => {
  it('keeps the order of the ids, and leaves out unknown ones', () => {
    const json = { data: [{ id: 1 }, { id: 2 }, { id: 3 }] }

    const titles = readSome(json, [3, 9, 1], reading())

    assert.deepEqual(
      titles.map(({ id }) => id),
      [3, 1],
    )
  })
})

describe('readWeek()', () => {
  const item = (id: number, value: unknown) => ({ release: { id, publish_day: { value } } })

  for (const [form, wrap] of [
    ['bare', (items: unknown[]) => items],
    ['in an envelope', (data: unknown[]) => ({ data })],
  ] as const) {
    it(`groups titles by day if the list is ${form}`, () => {
      const week = readWeek(wrap([item(1, 7), item(2, 1), item(3, 7)]), reading())

      assert.deepEqual(
        week.map(({ day, titles }) => [day, titles.map(({ id }) => id)]),
        [
          [1, [2]],
          [2, []],
          [3, []],
          [4, []],
          [5, []],
          [6, []],
          [7, [1, 3]],
        ],
      )
    })
  }

  it('leaves out what has no day, and what is empty', () => {
    const place = reading()

    const week = readWeek([[], item(1, 0), item(2, 8), item(3, null), item(4, 4)], place)

    assert.deepEqual(
      week.flatMap(({ titles }) => titles.map(({ id }) => id)),
      [4],
    )
    assert.equal(place.broken.length, 4)
  })
})

describe('readGenres()', () => {
  it('tells ids and names', () => {
    assert.deepEqual(readGenres([{ id: 1, name: 'Комедия', total_releases: 655 }], reading()), [
      { id: 1, name: 'Комедия' },
    ])
  })
})

describe('readCountry()', () => {
  it('tells the country AniLibria takes us to be in', () => {
    assert.equal(readCountry({ request: { ip: '::1', iso_code: 'ge' }, is_alive: true }), 'GE')
  })

  for (const json of [{ request: { iso_code: 'Georgia' } }, { request: [] }, {}, null]) {
    it(`is not known from ${JSON.stringify(json)}`, () => {
      assert.equal(readCountry(json), null)
    })
  }
})
