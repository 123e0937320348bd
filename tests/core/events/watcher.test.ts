import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Title } from '../../../src/core/title.ts'
import { episodeOf, titleOf } from '../../support/titles.ts'
import { createWatchWorld } from './watch-world.ts'

const minute = 60_000

/** A title whose newest episode came out then. */
function titleWith(id: number, freshAt: string, episodes: number): Title {
  const list = Array.from({ length: episodes }, (_, index) =>
    episodeOf(index + 1, { updated_at: index + 1 === episodes ? freshAt : '2025-01-01T00:00:00Z' }),
  )
  return titleOf(id, {
    fresh_at: freshAt,
    updated_at: freshAt,
    episodes: { total: null, released: episodes, list },
  })
}

const frieren = titleWith(9542, '2026-01-10T11:00:00Z', 1)
const nextFrieren = titleWith(9542, '2026-01-10T12:05:00Z', 2)

describe('createWatcher()', () => {
  it('first walks the whole list, fetches nothing and tells nobody', async () => {
    const world = createWatchWorld(frieren)

    const looked = await world.look()

    assert.deepEqual(looked, { first: true, fetched: 0, failed: 0 })
    assert.deepEqual(world.asked(), ['page 1'])
    assert.deepEqual(await world.events(), [])
  })

  it('fetches nothing while nothing changes', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.asked()
    world.pass(minute)

    assert.deepEqual(await world.look(), { first: false, fetched: 0, failed: 0 })
    assert.deepEqual(world.asked(), ['updates 50', 'page 1'])
  })

  it('finds the new episode of a title that was never stored', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.pass(5 * minute)
    world.catalog.add(nextFrieren)

    await world.look()

    assert.deepEqual(await world.events(), ['new_episode-9542-2'])
  })

  it('finds it, too, if a visitor had the title fetched before', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.pass(5 * minute)
    world.catalog.add(nextFrieren)
    await world.fetch(9542)

    await world.look()

    assert.deepEqual(await world.events(), ['new_episode-9542-2'])
  })

  it('tells nothing of an old title that a visitor is the first to ask for', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.pass(60 * minute)

    await world.fetch(9542)

    assert.deepEqual(await world.events(), [])
  })

  it('tells nothing of what was there before the catalogue was first seen', async () => {
    const world = createWatchWorld(frieren)
    await world.fetch(9542)

    await world.look()
    await world.look()

    assert.deepEqual(await world.events(), [])
  })

  it('finds a title that is new, with its episodes', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.pass(5 * minute)
    world.catalog.add(titleWith(9999, '2026-01-10T12:05:00Z', 1))

    await world.look()

    assert.deepEqual(await world.events(), ['new_title-9999', 'new_episode-9999-1'])
  })

  it('tells each event once, however often it looks', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.pass(5 * minute)
    world.catalog.add(nextFrieren)

    for (let times = 0; times < 3; times += 1) await world.look()

    assert.deepEqual(await world.events(), ['new_episode-9542-2'])
    assert.equal(world.asked().filter((question) => question === 'details 9542').length, 1)
  })

  it('goes on from the last completed look when AniLibria was down for a day', async () => {
    const world = createWatchWorld(frieren)
    await world.look()
    world.pass(minute)
    world.catalog.goesDown()
    await assert.rejects(world.look(), { code: 'unavailable' })
    world.pass(24 * 60 * minute)
    world.catalog.comesBack()
    world.catalog.add(nextFrieren)

    await world.look()

    assert.deepEqual(await world.events(), ['new_episode-9542-2'])
  })
})
