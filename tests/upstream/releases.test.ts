import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Episode } from '../support/upstream/episode.ts'
import type { Release } from '../support/upstream/release.ts'
import { openedUpstream } from './opened-upstream.ts'

interface Detail extends Release {
  readonly genres: readonly { readonly id: number; readonly name: string }[]
  readonly members: readonly unknown[]
  readonly episodes: readonly Episode[]
  readonly torrents: readonly unknown[]
  readonly sponsor: null
}

interface Page {
  readonly data: readonly Detail[]
  readonly meta: { readonly pagination: Readonly<Record<string, unknown>> }
}

describe('GET /anime/releases/:idOrAlias', () => {
  it('tells all of a release by its id', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status, body } = await ask<Detail>('/anime/releases/10126')

    assert.equal(status, 200)
    assert.equal(body.name.main, 'Дело Арне')
    assert.match(body.description ?? '', /\r\n/)
    assert.deepEqual(
      body.genres.map(({ name }) => name),
      ['Фэнтези', 'Детектив', 'Вампиры'],
    )
    assert.equal(body.members.length, 3)
    assert.equal(body.episodes.length, 7)
    assert.deepEqual([body.torrents, body.sponsor], [[], null])
  })

  it('tells the same by its alias', async (t) => {
    const { ask } = await openedUpstream(t)
    const byId = await ask<Detail>('/anime/releases/9875')

    const byAlias = await ask<Detail>('/anime/releases/medalist')

    assert.deepEqual(byAlias.body, byId.body)
  })

  it('answers 404 with JSON to what it does not have', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status, body } = await ask('/anime/releases/1')

    assert.equal(status, 404)
    assert.deepEqual(body, { message: 'Release not found' })
  })
})

describe('GET /anime/releases/list', () => {
  it('tells all of the releases of these ids, in this order, without unknown ones', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<Page>('/anime/releases/list?ids=9964,1,9000')

    assert.deepEqual(
      body.data.map(({ id, episodes }) => [id, episodes.length]),
      [
        [9964, 12],
        [9000, 1],
      ],
    )
    assert.equal(body.meta.pagination.total, 2)
  })

  it('finds releases by alias', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<Page>('/anime/releases/list?aliases=medalist,naruto-shippuuden')

    assert.deepEqual(
      body.data.map(({ id }) => id),
      [9875, 413],
    )
  })

  it('answers 422 to a list of nothing', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status } = await ask('/anime/releases/list')

    assert.equal(status, 422)
  })
})

describe('GET /anime/releases/latest', () => {
  it('begins with the freshest release and its last episode', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<(Detail & { latest_episode: Episode })[]>(
      '/anime/releases/latest?limit=50',
    )

    const fresh = body.map(({ fresh_at }) => fresh_at)
    assert.equal(body.length, 50)
    assert.deepEqual(fresh, fresh.toSorted().reverse())
    assert.equal(body[0]?.latest_episode.id, 'a12281c2-7f0b-4f1a-9ce8-128b34ca21fc')
    assert.equal(body[0]?.genres.length, 3)
    assert.equal('episodes' in (body[0] ?? {}), false)
  })
})

describe('GET /anime/releases/random', () => {
  it('tells other releases each time, and the same ones on every run', async (t) => {
    const one = await openedUpstream(t)
    const other = await openedUpstream(t)
    const path = '/anime/releases/random?limit=5'

    const first = await one.ask<Detail[]>(path)
    const second = await one.ask<Detail[]>(path)
    const elsewhere = await other.ask<Detail[]>(path)

    assert.equal(first.body.length, 5)
    assert.notDeepEqual(second.body, first.body)
    assert.deepEqual(elsewhere.body, first.body)
  })
})
