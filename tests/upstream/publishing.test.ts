import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Episode } from '../support/upstream/episode.ts'
import type { Release } from '../support/upstream/release.ts'
import { type OpenedUpstream, openedUpstream } from './opened-upstream.ts'

type Detail = Release & { readonly episodes: readonly Episode[] }
type Latest = Release & { readonly latest_episode: Episode | null }

async function newest({ ask }: OpenedUpstream): Promise<Latest | undefined> {
  return (await ask<Latest[]>('/anime/releases/latest?limit=1')).body[0]
}

describe('POST /publish/episode', () => {
  it('appends the next episode and raises its release', async (t) => {
    const upstream = await openedUpstream(t)

    const { status, body } = await upstream.send<Episode>('POST', '/publish/episode', {
      title_id: 9847,
      name: 'Третья',
    })

    const top = await newest(upstream)
    assert.equal(status, 201)
    assert.deepEqual([body.ordinal, body.name, body.release_id], [3, 'Третья', 9847])
    assert.deepEqual([top?.id, top?.latest_episode], [9847, body])
    assert.equal(top?.fresh_at, '2026-03-01T00:00:00+00:00')
    assert.equal(top?.updated_at, '2026-03-01T00:00:00+00:00')
  })

  it('numbers it as told, in the qualities told', async (t) => {
    const { publishEpisode } = await openedUpstream(t)

    const episode = publishEpisode({ title_id: 9847, ordinal: 2.5, qualities: ['480'] })

    assert.equal(episode.ordinal, 2.5)
    assert.match(episode.hls_480 ?? '', /\/480\//)
    assert.deepEqual([episode.hls_720, episode.hls_1080], [null, null])
  })

  it('keeps the newest on top though the clock stands still or lags', async (t) => {
    const upstream = await openedUpstream(t, () => 0)
    upstream.publishEpisode({ title_id: 9847 })

    upstream.publishEpisode({ title_id: 9000 })

    assert.equal((await newest(upstream))?.id, 9000)
  })

  it('answers 404 for a title that does not exist', async (t) => {
    const { send } = await openedUpstream(t)

    const { status } = await send('POST', '/publish/episode', { title_id: 5 })

    assert.equal(status, 404)
  })

  it('answers 400 with the words it knows', async (t) => {
    const { send } = await openedUpstream(t)

    const { status, body } = await send<{ message: string }>('POST', '/publish/episode', { id: 5 })

    assert.equal(status, 400)
    assert.match(body.message, /Known words: title_id, ordinal, name, qualities/)
  })
})

describe('POST /publish/title', () => {
  it('puts an ongoing release with one episode on top', async (t) => {
    const upstream = await openedUpstream(t)

    const { status, body } = await upstream.send<Release>('POST', '/publish/title', {
      name: 'Новинка',
    })

    const top = await newest(upstream)
    assert.equal(status, 201)
    assert.deepEqual([body.name.main, body.is_ongoing], ['Новинка', true])
    assert.deepEqual([top?.id, top?.latest_episode?.ordinal], [body.id, 1])
  })

  it('is found by id, alias and search from then on', async (t) => {
    const { publishTitle, ask } = await openedUpstream(t)

    const { id } = publishTitle({ alias: 'brand-new', english: 'Brand New', episodes: 0 })

    const byAlias = await ask<Detail>('/anime/releases/brand-new')
    const found = await ask<Release[]>('/app/search/releases?query=Brand+New')
    assert.deepEqual([byAlias.body.id, byAlias.body.episodes], [id, []])
    assert.equal(found.body[0]?.id, id)
  })

  it('answers 409 for an id that is taken', async (t) => {
    const { send } = await openedUpstream(t)

    const { status } = await send('POST', '/publish/title', { id: 9000 })

    assert.equal(status, 409)
  })
})

describe('POST /publish/quality', () => {
  it('fills in what was missing and leaves the release where it was', async (t) => {
    const { send, ask } = await openedUpstream(t)
    const episode_id = '9df9c8fb-1748-45f4-b1f5-071e9ca0efb1'

    const { body } = await send<Episode>('POST', '/publish/quality', { episode_id, quality: '480' })

    const release = await ask<Detail>('/anime/releases/9820')
    assert.match(body.hls_480 ?? '', /\/480\//)
    assert.deepEqual(release.body.episodes.at(-1), body)
    assert.equal(release.body.fresh_at, '2025-01-16T06:40:00+00:00')
    assert.equal(release.body.updated_at, '2026-03-01T00:00:00+00:00')
  })

  it('knows episodes that were just published', async (t) => {
    const { publishEpisode, publishQuality } = await openedUpstream(t)
    const { id } = publishEpisode({ title_id: 9000, qualities: [] })

    const episode = publishQuality({ episode_id: id, quality: '1080' })

    assert.match(episode.hls_1080 ?? '', /\/1080\//)
  })

  // Takes some 300 ms: all the episodes of 2,000 releases are looked through.
  it('answers 404 for an episode that does not exist', async (t) => {
    const { send } = await openedUpstream(t)

    const { status } = await send('POST', '/publish/quality', { episode_id: 'x', quality: '480' })

    assert.equal(status, 404)
  })
})

describe('POST /publish/status', () => {
  it('ends a release, so that it leaves the schedule', async (t) => {
    const { send, ask } = await openedUpstream(t)

    const { body } = await send<Release>('POST', '/publish/status', {
      title_id: 10126,
      is_ongoing: false,
    })

    const week = await ask<{ release: Release }[]>('/anime/schedule/week')
    assert.equal(body.is_ongoing, false)
    assert.ok(week.body.every(({ release }) => release.id !== 10126))
  })
})
