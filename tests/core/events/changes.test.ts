import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesBetween, type Finding } from '../../../src/core/events/changes.ts'
import type { Title } from '../../../src/core/title.ts'
import { episodeOf, titleOf } from '../../support/titles.ts'

const foundAt = Date.parse('2026-01-10T12:00:00Z')
const finding: Finding = { foundAt, traceparent: null, watched: null }
const since = Date.parse('2026-01-10T11:00:00Z')
const listedAt = Date.parse('2026-01-10T11:05:00Z')
const watched = { since, listedAt: (id: number) => (id === 9000 ? listedAt : null) }

function withEpisodes(...list: readonly ReturnType<typeof episodeOf>[]): Title {
  return titleOf(9000, { episodes: { total: 12, released: list.length, list } })
}

function eventsBetween(before: Title | null, after: Title, more: Partial<Finding> = {}) {
  return changesBetween(before, after, { ...finding, ...more }).events.map(({ id }) => id)
}

describe('changesBetween()', () => {
  it('finds episodes that were not there, by their numbers, also fractional ones', () => {
    const after = withEpisodes(episodeOf(1), episodeOf(1.5), episodeOf(2))

    const events = eventsBetween(withEpisodes(episodeOf(1)), after)

    assert.deepEqual(events, ['new_episode-9000-1.5', 'new_episode-9000-2'])
  })

  it('tells receivers what they need to show it', () => {
    const after = titleOf(9000, {
      names: { ru: 'Фрирен', en: 'Frieren', alternative: null },
      poster: { small: 'https://a/small', large: 'https://a/large' },
      fresh_at: '2026-01-10T11:59:00.000Z',
      episodes: { total: null, released: 1, list: [episodeOf(7, { name: 'Седьмая' })] },
    })

    const [event] = changesBetween(withEpisodes(), after, finding).events

    assert.deepEqual(event, {
      id: 'new_episode-9000-7',
      type: 'new_episode',
      titleId: 9000,
      data: {
        event_id: 'new_episode-9000-7',
        title_id: 9000,
        episode: 7,
        episode_name: 'Седьмая',
        title: 'Фрирен',
        poster: 'https://a/large',
        timestamp: '2026-01-10T12:00:00.000Z',
      },
      foundAt,
      freshAt: Date.parse('2026-01-10T11:59:00Z'),
      traceparent: null,
    })
  })

  it('takes a new upload of an episode, with another id, for the same episode', () => {
    const before = withEpisodes(episodeOf(1, { id: 'one' }))
    const after = withEpisodes(episodeOf(1, { id: 'another' }))

    const { events, episodes } = changesBetween(before, after, finding)

    assert.deepEqual(events, [])
    assert.deepEqual(episodes, { created: 0, updated: 1, unchanged: 0 })
  })

  it('counts an episode once that the list repeats', () => {
    const after = withEpisodes(episodeOf(1), episodeOf(1), episodeOf(2))

    assert.deepEqual(eventsBetween(withEpisodes(episodeOf(2)), after), ['new_episode-9000-1'])
  })

  it('finds each quality that was missing and is there', () => {
    const before = withEpisodes(episodeOf(1, { hls: { sd: 'sd', hd: null, fhd: null } }))
    const after = withEpisodes(episodeOf(1, { hls: { sd: 'sd', hd: 'hd', fhd: 'fhd' } }))

    const events = eventsBetween(before, after)

    assert.deepEqual(events, ['episode_updated-9000-1-hd', 'episode_updated-9000-1-fhd'])
  })

  it('is silent about a quality that goes', () => {
    const before = withEpisodes(episodeOf(1, { hls: { sd: 'sd', hd: 'hd', fhd: null } }))
    const after = withEpisodes(episodeOf(1, { hls: { sd: 'sd', hd: null, fhd: null } }))

    assert.deepEqual(eventsBetween(before, after), [])
  })

  it('finds a change of status, another one each time AniLibria dates it anew', () => {
    const ongoing = titleOf(9000, { status: 'ongoing' })
    const completed = titleOf(9000, { status: 'completed', updated_at: '2026-01-01T00:00:00Z' })

    const [event] = changesBetween(ongoing, completed, finding).events

    assert.equal(event?.id, `status_change-9000-completed-${Date.parse('2026-01-01T00:00:00Z')}`)
    assert.deepEqual([event?.data.old_status, event?.data.new_status], ['ongoing', 'completed'])
    assert.deepEqual(eventsBetween(titleOf(9000, { status: null }), completed), [])
  })

  it('is silent about what was never stored, as long as the catalogue was never seen', () => {
    assert.deepEqual(eventsBetween(null, withEpisodes(episodeOf(1))), [])
  })

  it('of a title that was never stored, takes for new what came since the last look', () => {
    const after = withEpisodes(
      episodeOf(1, { updated_at: '2026-01-10T10:59:59Z' }),
      episodeOf(2, { updated_at: '2026-01-10T11:05:00Z' }),
      episodeOf(3, { updated_at: '2026-01-10T11:05:01Z' }),
      episodeOf(4),
    )

    assert.deepEqual(eventsBetween(null, after, { watched }), ['new_episode-9000-3'])
    const older = { since: 0, listedAt: watched.listedAt }
    assert.deepEqual(eventsBetween(null, after, { watched: older }), ['new_episode-9000-3'])
    const newer = { since: Date.parse('2026-01-10T12:00:00Z'), listedAt: watched.listedAt }
    assert.deepEqual(eventsBetween(null, after, { watched: newer }), [])
  })

  it('finds a title that the catalogue did not list', () => {
    assert.deepEqual(eventsBetween(null, titleOf(9001), { watched }), ['new_title-9001'])
    assert.deepEqual(eventsBetween(null, titleOf(9000), { watched }), [])
    assert.deepEqual(eventsBetween(titleOf(9001), titleOf(9001), { watched }), [])
  })

  it('counts episodes', () => {
    const before = withEpisodes(episodeOf(1), episodeOf(2), episodeOf(3))
    const after = withEpisodes(episodeOf(1), episodeOf(2, { name: 'other' }), episodeOf(4))

    const { episodes } = changesBetween(before, after, finding)

    assert.deepEqual(episodes, { created: 1, updated: 1, unchanged: 1 })
  })
})
