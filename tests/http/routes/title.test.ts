import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Title } from '../../../src/core/title.ts'
import { createWorld, type World } from '../../support/world.ts'

describe('GET /titles/{idOrAlias}', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  async function titleOf(idOrAlias: number | string): Promise<Title> {
    const response = await world.api(`/titles/${idOrAlias}`)
    assert.equal(response.status, 200)
    return (await response.json()).data
  }

  it('answers with a title and its episodes', async () => {
    const title = await titleOf(9000)

    assert.equal(title.alias, 'kizumonogatari-iii-reiketsu-hen')
    assert.equal(title.names.ru, 'Истории Ран. Часть 3: Холодная кровь')
    assert.deepEqual(
      [title.type, title.season, title.year, title.status],
      ['MOVIE', 'winter', 2017, 'completed'],
    )
    assert.deepEqual([title.episodes.total, title.episodes.released], [1, 1])
    assert.equal(title.episodes.list[0]?.id, '95db068f-789e-11ec-ae92-0242ac120002')
    assert.equal(title.episodes.list[0]?.duration_seconds, 4931)
  })

  it('answers at once with what lies in memory, and else later', async () => {
    const path = '/api/anilibria/v2/titles/9820'
    const first = world.askNow(path)
    assert.ok(first instanceof Promise)
    const body = await (await first).text()

    const again = world.askNow(path)

    assert.ok(!(again instanceof Promise))
    assert.equal(again.status, 200)
    assert.equal(await again.text(), body)
  })

  it('tells a quality that is not there yet as null', async () => {
    const title = await titleOf(9820)

    const episode = title.episodes.list.find(({ ordinal }) => ordinal === 14)
    assert.equal(episode?.id, '9df9c8fb-1748-45f4-b1f5-071e9ca0efb1')
    assert.equal(episode.hls.sd, null)
    assert.match(episode.hls.hd ?? '', /^https:/)
  })

  it('keeps the numbers of episodes as they are', async () => {
    const title = await titleOf(413)

    assert.equal(title.episodes.list.length, 131)
    assert.equal(title.episodes.list[0]?.ordinal, 370)
  })

  it('has episodes with fractional numbers', async () => {
    const title = await titleOf(9398)

    const ordinals = title.episodes.list.map(({ ordinal }) => ordinal)
    assert.ok(ordinals.includes(1.1))
  })

  it('gives the same bytes for the alias, without asking AniLibria again', async () => {
    const byId = await (await world.api('/titles/10126')).text()
    world.upstream.forgetRequests()

    const byAlias = await world.api('/titles/arne-no-jikenbo')

    assert.equal(await byAlias.text(), byId)
    assert.equal(world.upstream.requests().total, 0)
  })

  it('finds a title by an alias it has never met', async () => {
    const title = await titleOf('medalist')

    assert.equal(title.id, 9875)
  })

  it('has absolute addresses of pictures, times in UTC and the country', async () => {
    const { data, meta } = await (await world.api('/titles/10126')).json()

    assert.equal(
      data.poster.large,
      `${world.upstream.origin}/storage/releases/posters/10126/Pz192pY5egFaE9nsMDVyQ7odkkVWwzDX.jpg`,
    )
    assert.equal(data.fresh_at, '2026-02-21T17:56:08.000Z')
    assert.equal(meta.country, 'GE')
  })

  it('is a 404 for a title that AniLibria does not have, and remembers that', async () => {
    const first = await world.api('/titles/424242')
    const asked = world.upstream.requests().total
    const second = await world.api('/titles/424242')

    assert.deepEqual([first.status, second.status], [404, 404])
    assert.equal((await second.json()).code, 'TITLE_NOT_FOUND')
    assert.equal(world.upstream.requests().total, asked)
  })

  for (const bad of ['0', '-1', '12345678901', 'a%2Fb', 'a%20b', '%D0%B0', '9000.5']) {
    it(`is a 400 for ${bad}`, async () => {
      const response = await world.api(`/titles/${bad}`)

      const { code, errors } = await response.json()
      assert.deepEqual([response.status, code], [400, 'INVALID_REQUEST'])
      assert.equal(errors[0].path, 'idOrAlias')
      assert.match(errors[0].message, /expected an id/)
    })
  }

  it('asks AniLibria once for many who ask at the same time', async () => {
    world.upstream.forgetRequests()

    const responses = await Promise.all(Array.from({ length: 50 }, () => world.api('/titles/9873')))

    assert.ok(responses.every(({ status }) => status === 200))
    assert.equal(world.upstream.requests()['/anime/releases/9873'], 1)
  })
})
