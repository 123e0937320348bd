import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Episode } from '../support/upstream/episode.ts'
import type { Release } from '../support/upstream/release.ts'
import { openedUpstream } from './opened-upstream.ts'

describe('GET /app/search/releases', () => {
  it('finds Naruto as AniLiberty does', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<Release[]>('/app/search/releases?query=Naruto')

    assert.deepEqual(
      body.map(({ id }) => id),
      [413, 2495, 3996],
    )
    assert.ok(body.every((release) => !('genres' in release) && !('episodes' in release)))
  })

  it('finds nothing in an empty array', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask('/app/search/releases?query=zzz')

    assert.deepEqual(body, [])
  })

  it('answers 422 to a search for nothing', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status, body } = await ask<{ errors: object }>('/app/search/releases')

    assert.equal(status, 422)
    assert.deepEqual(Object.keys(body.errors), ['query'])
  })
})

describe('GET /app/status', () => {
  it('takes the caller to be in Georgia', async (t) => {
    const { ask, origin } = await openedUpstream(t)

    const { body } = await ask('/app/status')

    assert.deepEqual(body, {
      request: {
        ip: '203.0.113.7',
        country: 'Georgia',
        iso_code: 'GE',
        timezone: 'Asia/Tbilisi',
      },
      is_alive: true,
      available_api_endpoints: [origin],
    })
  })
})

describe('GET /anime/genres', () => {
  it('tells every genre with its picture', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } =
      await ask<{ id: number; name: string; total_releases: number }[]>('/anime/genres')

    const { id, name, total_releases } = body.at(-1) ?? {}
    assert.equal(body.length, 22)
    assert.deepEqual([id, name, total_releases], [34, 'Исекай', 36])
    assert.ok(body.every((genre) => 'image' in genre))
  })
})

describe('GET /anime/schedule/week', () => {
  interface Item {
    readonly release: Release
    readonly full_season_is_released: boolean
    readonly published_release_episode: Episode | null
    readonly next_release_episode_number: number | null
  }

  it('tells ongoing releases from Monday to Sunday in a bare array', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<Item[]>('/anime/schedule/week')

    const days = body.map(({ release }) => release.publish_day.value)
    assert.deepEqual(days, days.toSorted())
    assert.deepEqual(new Set(days), new Set([1, 2, 3, 4, 5, 6, 7]))
    assert.ok(body.every(({ release }) => release.is_ongoing))
  })

  it('tells what is out of a season and what comes next', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<Item[]>('/anime/schedule/week')

    const item = body.find(({ release }) => release.id === 10126)
    assert.equal(item?.published_release_episode?.ordinal, 7)
    assert.equal(item?.full_season_is_released, false)
    assert.equal(item?.next_release_episode_number, 8)
    const full = body.find((other) => other.full_season_is_released)
    assert.equal(full?.next_release_episode_number, null)
  })
})

describe('the rest of the API', () => {
  it('answers 404 with JSON', async (t) => {
    const { ask } = await openedUpstream(t)

    const { status, body } = await ask('/title')

    assert.equal(status, 404)
    assert.deepEqual(body, { message: 'The route /api/v1/title could not be found.' })
  })
})
