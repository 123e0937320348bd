import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  readSummary,
  readTitle,
  readUpdated,
} from '../../../../src/adapters/anilibria/wire/read-title.ts'

/** As AniLibria sends it, as far as we read it. */
const release = {
  id: 10126,
  type: { value: 'TV', description: 'ТВ' },
  year: 2026,
  name: { main: 'Дело Арне', english: 'Arne no Jikenbo', alternative: null },
  alias: 'arne-no-jikenbo',
  season: { value: 'winter', description: 'Зима' },
  poster: {
    src: '/storage/releases/posters/10126/large.jpg',
    preview: '/storage/releases/posters/10126/preview.jpg',
    thumbnail: '/storage/releases/posters/10126/small.jpg',
    optimized: { src: '/storage/releases/posters/10126/large.webp' },
  },
  fresh_at: '2026-02-21T17:56:08+00:00',
  updated_at: '2026-02-21T20:56:08+03:00',
  is_ongoing: true,
  publish_day: { value: 6, description: 'Суббота' },
  description: 'Сыщик.\r\n\r\nИ его дело.',
  episodes_total: 12,
  is_blocked_by_geo: false,
  is_blocked_by_copyrights: true,
  added_in_users_favorites: 2355,
  genres: [{ id: 25, name: 'Детектив', total_releases: 143 }],
  episodes: [
    { id: 'b', ordinal: 2 },
    { id: 'a', ordinal: 1 },
  ],
}

const summary = {
  id: 10126,
  alias: 'arne-no-jikenbo',
  names: { ru: 'Дело Арне', en: 'Arne no Jikenbo', alternative: null },
  type: 'TV',
  year: 2026,
  season: 'winter',
  status: 'ongoing',
  genres: [{ id: 25, name: 'Детектив' }],
  description: 'Сыщик.\n\nИ его дело.',
  poster: {
    small: 'https://a.test/storage/releases/posters/10126/small.jpg',
    large: 'https://a.test/storage/releases/posters/10126/large.jpg',
  },
  blocked: { geo: false, copyright: true },
  favorites: 2355,
  fresh_at: '2026-02-21T17:56:08.000Z',
  updated_at: '2026-02-21T17:56:08.000Z',
  episodes: { total: 12, released: 2 },
}

// Where a time without a zone would be read as one of our own, this is not UTC.
process.env.TZ = 'Asia/Tokyo'

function reading() {
  return { origin: 'https://a.test', broken: [] as string[] }
}

describe('readSummary()', () => {
  it('tells all that lists tell', () => {
    assert.deepEqual(readSummary(release, reading()), summary)
  })

  for (const [what, json] of [
    ['is absent', { id: 1 }],
    ['is null', Object.fromEntries(Object.keys(release).map((key) => [key, null]))],
    ['is an empty list', Object.fromEntries(Object.keys(release).map((key) => [key, []]))],
    ['is of another type', Object.fromEntries(Object.keys(release).map((key) => [key, Symbol()]))],
    ['holds something else', { name: { main: 1 }, type: { value: 1 }, poster: { src: 1 } }],
  ] as const) {
    it(`has no value for what ${what}`, () => {
      const episodes = 'episodes' in json && Array.isArray(json.episodes) ? 0 : null

      assert.deepEqual(readSummary({ ...json, id: 1 }, reading()), {
        id: 1,
        alias: null,
        names: { ru: null, en: null, alternative: null },
        type: null,
        year: null,
        season: null,
        status: null,
        genres: [],
        description: null,
        poster: { small: null, large: null },
        blocked: { geo: false, copyright: false },
        favorites: null,
        fresh_at: null,
        updated_at: null,
        episodes: { total: null, released: episodes },
      })
    })
  }

  it('reads an id that was sent as text', () => {
    assert.equal(readSummary({ id: '9000' }, reading()).id, 9000)
  })

  for (const id of [undefined, null, 0, -1, 1.5, '', '1.5', 'oops', Number.NaN, [], {}, true]) {
    it(`does not read a release of id ${JSON.stringify(id)}`, () => {
      assert.throws(() => readSummary({ id }, reading()), { name: 'Unreadable' })
    })
  }

  it('keeps words it has never seen', () => {
    const { type, season } = readSummary(
      { id: 1, type: { value: 'HOLOGRAM' }, season: { value: 'monsoon' } },
      reading(),
    )

    assert.deepEqual([type, season], ['HOLOGRAM', 'monsoon'])
  })

  it('knows what is completed', () => {
    assert.equal(readSummary({ id: 1, is_ongoing: false }, reading()).status, 'completed')
  })

  it('takes the preview where a poster has nothing else', () => {
    const { poster } = readSummary({ id: 1, poster: { preview: '/p.jpg' } }, reading())

    assert.deepEqual(poster, { small: 'https://a.test/p.jpg', large: 'https://a.test/p.jpg' })
  })

  it('leaves addresses alone that are absolute, and drops what is none', () => {
    const poster = { src: 'https://cdn.test/p.jpg', thumbnail: 'javascript:alert(1)' }

    assert.deepEqual(readSummary({ id: 1, poster }, reading()).poster, {
      small: null,
      large: 'https://cdn.test/p.jpg',
    })
  })

  for (const [said, time] of [
    ['1970-01-01T00:00:00+00:00', null],
    ['yesterday', null],
    ['2026-02-21T17:56:08', '2026-02-21T17:56:08.000Z'],
    ['2026-02-21 17:56:08', '2026-02-21T17:56:08.000Z'],
    ['2026-02-21', '2026-02-21T00:00:00.000Z'],
    ['2026-02-21T17:56:08.123456Z', '2026-02-21T17:56:08.123Z'],
  ] as const) {
    it(`takes the time ${said} for ${time}`, () => {
      assert.equal(readSummary({ id: 1, fresh_at: said }, reading()).fresh_at, time)
    })
  }

  it('leaves out genres it cannot read, and says so', () => {
    const place = reading()

    const { genres } = readSummary({ id: 1, genres: [{ name: 'x' }, { id: 3 }, null] }, place)

    assert.deepEqual(genres, [{ id: 3, name: null }])
    assert.equal(place.broken.length, 2)
  })
})

describe('readTitle()', () => {
  it('tells what lists tell, and the episodes in order', () => {
    const { episodes, ...rest } = readTitle(release, reading())

    assert.deepEqual({ ...rest, episodes: summary.episodes }, summary)
    assert.deepEqual(
      episodes.list.map(({ id, ordinal }) => [id, ordinal]),
      [
        ['a', 1],
        ['b', 2],
      ],
    )
  })

  it('copes with a title that has no episodes', () => {
    assert.deepEqual(readTitle({ id: 1, episodes: [] }, reading()).episodes, {
      total: null,
      released: 0,
      list: [],
    })
    assert.deepEqual(readTitle({ id: 1 }, reading()).episodes, {
      total: null,
      released: null,
      list: [],
    })
  })

  it('leaves out an episode it cannot read, and says so once', () => {
    const place = reading()
    const episodes = [{ id: 'a', ordinal: 1 }, { id: '' }, { id: 'c', ordinal: 'last' }]

    const title = readTitle({ id: 1, episodes }, place)

    assert.equal(title.episodes.released, 1)
    assert.deepEqual(place.broken, ['an episode has no id', 'episode c has no number'])
  })
})

describe('readUpdated()', () => {
  it('tells which episode is new', () => {
    const { latest_episode } = readUpdated(
      { id: 1, latest_episode: { id: 'a', ordinal: 7 } },
      reading(),
    )

    assert.equal(latest_episode?.ordinal, 7)
  })

  for (const latest_episode of [undefined, null, [], { id: 'a' }]) {
    it(`keeps the title if the episode is ${JSON.stringify(latest_episode)}`, () => {
      const place = reading()

      const updated = readUpdated({ id: 1, latest_episode }, place)

      assert.deepEqual([updated.id, updated.latest_episode], [1, null])
      const isThere = typeof latest_episode === 'object' && JSON.stringify(latest_episode) !== '[]'
      assert.equal(place.broken.length, latest_episode !== null && isThere ? 1 : 0)
    })
  }
})
