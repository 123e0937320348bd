import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Ask, Catalog, PageQuery } from '../../../src/core/catalog.ts'
import { answers, createWorld, visitor } from './world.ts'

/** What one question asks of which path, with our words for the parameters spelled as sent. */
async function asked(question: (catalog: Catalog, ask: Ask) => Promise<unknown>) {
  const { catalog, host, requests } = createWorld()
  host('a', answers([]))
  await question(catalog, visitor()).catch(() => null)
  const [request] = requests
  return [request?.url.pathname, Object.fromEntries(request?.url.searchParams ?? [])]
}

const page: PageQuery = { page: 1, limit: 20, sort: 'updated', order: 'desc' }

describe('a question to AniLibria', () => {
  it('asks for a title by id or alias', async () => {
    assert.deepEqual(await asked((catalog, ask) => catalog.title(9000, ask)), [
      '/api/v1/anime/releases/9000',
      {},
    ])
    assert.deepEqual(await asked((catalog, ask) => catalog.title('дело/../?x', ask)), [
      `/api/v1/anime/releases/${encodeURIComponent('дело/../?x')}`,
      {},
    ])
  })

  it('asks for a page by everything that narrows it', async () => {
    const query: PageQuery = {
      ...page,
      page: 2,
      search: 'Дело & Арне',
      year: 2026,
      season: 'winter',
      type: 'TV',
      genres: [15, 20],
      status: 'completed',
      sort: 'rating',
      order: 'asc',
    }

    assert.deepEqual(await asked((catalog, ask) => catalog.page(query, ask)), [
      '/api/v1/anime/catalog/releases',
      {
        page: '2',
        limit: '20',
        'f[search]': 'Дело & Арне',
        'f[years][from_year]': '2026',
        'f[years][to_year]': '2026',
        'f[seasons]': 'winter',
        'f[types]': 'TV',
        'f[genres]': '15,20',
        'f[publish_statuses]': 'IS_NOT_ONGOING',
        'f[sorting]': 'RATING_ASC',
      },
    ])
  })

  it('says nothing of what does not narrow the page', async () => {
    assert.deepEqual(await asked((catalog, ask) => catalog.page({ ...page, genres: [] }, ask)), [
      '/api/v1/anime/catalog/releases',
      { page: '1', limit: '20', 'f[sorting]': 'FRESH_AT_DESC' },
    ])
  })

  it('asks for several titles at once', async () => {
    assert.deepEqual(await asked((catalog, ask) => catalog.some([3, 1], ask)), [
      '/api/v1/anime/releases/list',
      { ids: '3,1', limit: '50', exclude: 'torrents,members' },
    ])
  })

  it('asks for the other lists', async () => {
    const lists = await Promise.all([
      asked((catalog, ask) => catalog.search('Наруто', ask)),
      asked((catalog, ask) => catalog.updates(15, ask)),
      asked((catalog, ask) => catalog.random(ask)),
      asked((catalog, ask) => catalog.schedule(ask)),
      asked((catalog, ask) => catalog.genres(ask)),
      asked((catalog, ask) => catalog.country(ask)),
    ])

    assert.deepEqual(lists, [
      ['/api/v1/app/search/releases', { query: 'Наруто' }],
      ['/api/v1/anime/releases/latest', { limit: '15' }],
      ['/api/v1/anime/releases/random', { limit: '1' }],
      ['/api/v1/anime/schedule/week', {}],
      ['/api/v1/anime/genres', {}],
      ['/api/v1/app/status', {}],
    ])
  })

  it('says who asks, and for what', async () => {
    const { catalog, requests } = createWorld({ userAgent: 'gateway/1 (+https://example.org)' })

    await catalog.title(9000, visitor())

    assert.deepEqual(requests[0]?.init.headers, {
      Accept: 'application/json',
      'User-Agent': 'gateway/1 (+https://example.org)',
    })
  })

  it('finds the API whether or not its address ends with a slash', async () => {
    for (const base of ['https://a.test/api/v1', 'https://a.test/api/v1/']) {
      const { catalog, requests } = createWorld({ hosts: [base] })

      await catalog.title(9000, visitor())

      assert.equal(requests[0]?.url.href, 'https://a.test/api/v1/anime/releases/9000')
    }
  })

  for (const alias of ['latest', 'Random', 'list', 'recommended', 'episodes', '.', '..', '']) {
    it(`does not ask for ${JSON.stringify(alias)}, which is no title's path`, async () => {
      const { catalog, requests } = createWorld()

      assert.equal(await catalog.title(alias, visitor()), null)
      assert.deepEqual(requests, [])
    })
  }
})

describe('an answer of AniLibria', () => {
  it('has its pictures at the first host, whichever answers', async () => {
    const { catalog, host } = createWorld()
    host('a', answers({}, 500))
    host('b', answers({ id: 9000, poster: { src: '/storage/p.jpg' } }))

    const title = await catalog.title(9000, visitor())

    assert.equal(title?.poster.large, 'https://a.test/storage/p.jpg')
  })

  it('leaves out broken items, and tells once how many and why the first', async () => {
    const { catalog, host, events } = createWorld()
    host('a', answers({ data: [{ id: 1 }, { alias: 'nobody' }, []] }))

    const { titles } = await catalog.page(page, visitor())

    assert.equal(titles.length, 1)
    assert.deepEqual(events('itemLeftOut'), [
      { endpoint: '/anime/catalog/releases', items: 2, error: 'a release has no id' },
    ])
  })

  it('may be no title at all where a random one was asked for', async () => {
    const { catalog, host } = createWorld()
    host('a', answers([]))

    assert.equal(await catalog.random(visitor()), null)
  })

  it('is told of for telemetry, request by request', async () => {
    const { catalog, host, attempts, events } = createWorld()
    host('a', answers({}, 502))

    await catalog.title('arne-no-jikenbo', visitor())

    assert.deepEqual(attempts, [
      { endpoint: '/anime/releases/{idOrAlias}', host: 'a.test', status: 502, seconds: 0 },
      { endpoint: '/anime/releases/{idOrAlias}', host: 'b.test', status: 200, seconds: 0 },
    ])
    assert.deepEqual(events('fetchingTitle'), [{ title_id: 'arne-no-jikenbo' }])
  })
})
