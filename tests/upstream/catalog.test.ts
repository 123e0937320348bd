import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Release } from '../support/upstream/release.ts'
import { openedUpstream } from './opened-upstream.ts'

interface Listed extends Release {
  readonly genres: readonly { readonly id: number }[]
}

interface Page {
  readonly data: readonly Listed[]
  readonly meta: {
    readonly pagination: Readonly<Record<string, unknown>> & { readonly total: number }
  }
}

async function catalog(t: TestContext, query: string): Promise<Page> {
  const { ask } = await openedUpstream(t)
  return (await ask<Page>(`/anime/catalog/releases?limit=50&${query}`)).body
}

describe('GET /anime/catalog/releases', () => {
  it('holds 2,000 releases', async (t) => {
    const { meta } = await catalog(t, '')

    const { links, ...numbers } = meta.pagination
    assert.deepEqual(numbers, {
      total: 2000,
      count: 50,
      per_page: 50,
      current_page: 1,
      total_pages: 40,
    })
    assert.match((links as { next: string }).next, /page=2/)
  })

  // Takes some 300 ms: it reads the whole catalogue, 4 MB of JSON.
  it('tells every release once over all pages, with genres and without episodes', async (t) => {
    const { ask } = await openedUpstream(t)
    const pages = Array.from({ length: 40 }, (_, index) =>
      ask<Page>(`/anime/catalog/releases?limit=50&page=${index + 1}`),
    )

    const releases = (await Promise.all(pages)).flatMap(({ body }) => body.data)

    assert.equal(new Set(releases.map(({ id }) => id)).size, 2000)
    assert.equal(new Set(releases.map(({ alias }) => alias)).size, 2000)
    assert.ok(releases.every((release) => release.genres.length > 0 && !('episodes' in release)))
  })

  it('sends no links as an empty array', async (t) => {
    const { meta } = await catalog(t, 'f[search]=Medalist')

    assert.deepEqual([meta.pagination.total, meta.pagination.links], [1, []])
  })

  it('shows an empty page after the last', async (t) => {
    const { data, meta } = await catalog(t, 'page=41')

    assert.deepEqual([data, meta.pagination.total], [[], 2000])
  })

  it('keeps to genres, types, seasons, years and search', async (t) => {
    const query = 'f[genres]=14,29&f[types]=TV,ONA&f[seasons]=winter,spring'
    const years = 'f[years][from_year]=2020&f[years][to_year]=2024'

    const { data } = await catalog(t, `${query}&${years}&f[search]=generated`)

    assert.ok(data.length > 0)
    for (const { genres, type, season, year, alias } of data) {
      assert.ok(genres.some(({ id }) => id === 14 || id === 29))
      assert.ok(['TV', 'ONA'].includes(type.value ?? ''))
      assert.ok(['winter', 'spring'].includes(season.value ?? ''))
      assert.ok(year >= 2020 && year <= 2024)
      assert.match(alias, /generated/)
    }
  })

  it('tells ongoing releases from the others', async (t) => {
    const ongoing = await catalog(t, 'f[publish_statuses]=IS_ONGOING')
    const others = await catalog(t, 'f[publish_statuses]=IS_NOT_ONGOING')

    assert.ok(ongoing.data.every(({ is_ongoing }) => is_ongoing))
    assert.ok(others.data.every(({ is_ongoing }) => !is_ongoing))
    assert.equal(ongoing.meta.pagination.total + others.meta.pagination.total, 2000)
  })

  const orders = [
    ['FRESH_AT_DESC', 10126],
    ['FRESH_AT_ASC', 9909],
    ['RATING_DESC', 7439],
    ['YEAR_DESC', 21922],
  ] as const
  for (const [sorting, first] of orders) {
    it(`begins with release ${first} in the order ${sorting}`, async (t) => {
      const { data } = await catalog(t, `f[sorting]=${sorting}`)

      assert.equal(data[0]?.id, first)
    })
  }

  it('turns every order round', async (t) => {
    const up = await catalog(t, 'f[sorting]=YEAR_ASC&f[search]=наруто')
    const down = await catalog(t, 'f[sorting]=YEAR_DESC&f[search]=наруто')

    assert.deepEqual(up.data, down.data.toReversed())
  })

  it('answers 422 to a limit above 50', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status, body } = await ask('/anime/catalog/releases?limit=51')

    const message = 'The limit field must not be greater than 50.'
    assert.equal(status, 422)
    assert.deepEqual(body, { message, errors: { limit: [message] } })
  })

  it('answers 422 to an order it does not know', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status } = await ask('/anime/catalog/releases?f[sorting]=NEWEST')

    assert.equal(status, 422)
  })
})
