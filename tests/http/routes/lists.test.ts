import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ScheduleDay, TitleSummary, UpdatedTitle } from '../../../src/core/title.ts'
import { createWorld, type World } from '../../support/world.ts'

describe('the lists', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  async function bodyOf(path: string) {
    const response = await world.api(path)
    assert.equal(response.status, 200, path)
    return response.json()
  }

  async function idsOf(path: string): Promise<number[]> {
    const { data } = await bodyOf(path)
    return data.map(({ id }: TitleSummary) => id)
  }

  it('GET /titles answers with a page of all 2,000', async () => {
    const { data, pagination } = await bodyOf('/titles?page=2&limit=50')

    assert.equal(data.length, 50)
    assert.deepEqual(pagination, { page: 2, limit: 50, total: 2000, pages: 40 })
  })

  it('GET /titles leaves the episodes out', async () => {
    const { data } = await bodyOf('/titles?limit=1')

    assert.deepEqual(Object.keys(data[0].episodes), ['total', 'released'])
    assert.equal(data[0].episodes.released, null)
  })

  it('GET /titles narrows by year, season, type, genre and status', async () => {
    const { data } = await bodyOf(
      '/titles?year=2026&season=winter&type=tv&genres=25&status=ongoing&limit=50',
    )

    assert.ok(data.some(({ id }: TitleSummary) => id === 10126))
    for (const title of data as TitleSummary[]) {
      assert.deepEqual(
        [title.year, title.season, title.type, title.status],
        [2026, 'winter', 'TV', 'ongoing'],
      )
      assert.ok(title.genres.some(({ id }) => id === 25))
    }
  })

  it('GET /titles sorts by year, both ways', async () => {
    const up = (await bodyOf('/titles?sort=year&order=asc&limit=5')).data as TitleSummary[]
    const down = (await bodyOf('/titles?sort=year&order=desc&limit=5')).data as TitleSummary[]

    assert.ok((up[0]?.year ?? 0) < (down[0]?.year ?? 0))
  })

  it('GET /titles beyond the last page is empty', async () => {
    assert.deepEqual(await idsOf('/titles?page=99999'), [])
  })

  it('GET /titles?ids answers in the order asked, from one question to AniLibria', async () => {
    await bodyOf('/genres')
    world.upstream.forgetRequests()

    const ids = await idsOf('/titles?ids=9820,424242,9000,413,9000')

    assert.deepEqual(ids, [9820, 9000, 413])
    assert.equal(world.upstream.requests().total, 1)
  })

  it('GET /search finds by name', async () => {
    assert.deepEqual((await idsOf('/search?q=Naruto')).sort(), [2495, 3996, 413].sort())
    assert.equal((await idsOf('/search?q=%20naruto%20&limit=1')).length, 1)
  })

  it('GET /updates is newest first, each with its episode', async () => {
    const data = (await bodyOf('/updates?limit=10')).data as UpdatedTitle[]

    assert.equal(data.length, 10)
    const times = data.map(({ fresh_at }) => fresh_at ?? '')
    assert.deepEqual(times, [...times].sort().reverse())
    assert.ok(data.every(({ latest_episode }) => latest_episode !== null))
  })

  it('GET /random answers with some title that nobody may keep', async () => {
    const response = await world.api('/random')

    assert.equal(response.headers.get('Cache-Control'), 'no-store')
    assert.equal(typeof (await response.json()).data.id, 'number')
  })

  it('GET /genres lists them', async () => {
    const { data } = await bodyOf('/genres')

    assert.deepEqual(
      data.find(({ id }: { id: number }) => id === 25),
      { id: 25, name: 'Детектив' },
    )
  })

  it('GET /schedule has seven days from Monday, or the one asked for', async () => {
    const week = (await bodyOf('/schedule')).data as ScheduleDay[]
    const third = (await bodyOf('/schedule?day=3')).data as ScheduleDay[]

    assert.deepEqual(
      week.map(({ day }) => day),
      [1, 2, 3, 4, 5, 6, 7],
    )
    assert.deepEqual(third, [week[2]])
  })

  for (const path of [
    '/titles?page=0',
    '/titles?limit=51',
    '/titles?limit=ten',
    '/titles?page=1&page=2',
    '/titles?status=announced',
    '/titles?sort=name',
    '/titles?genres=1,x',
    '/titles?ids=1&year=2020',
    `/titles?ids=${Array.from({ length: 51 }, (_, index) => index + 1)}`,
    '/search',
    '/search?q=a',
    '/search?q=%20%20a%20',
    `/search?q=${'a'.repeat(101)}`,
    '/updates?limit=0',
    '/schedule?day=8',
  ]) {
    it(`is a 400 that says what would be right for ${path.slice(0, 40)}`, async () => {
      const response = await world.api(path)

      const { code, errors } = await response.json()
      assert.deepEqual([response.status, code], [400, 'INVALID_REQUEST'])
      assert.ok(errors[0].message.length > 10, errors[0].message)
    })
  }
})
