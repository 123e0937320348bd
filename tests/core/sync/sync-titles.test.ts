import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { keptTitle } from '../../support/kept-titles.ts'
import { episodeOf, titleOf } from '../../support/titles.ts'
import { createSyncWorld, type SyncWorld, staying } from './world.ts'

const minute = 60_000
const withEpisodes = (id: number, released: number) => {
  const list = Array.from({ length: released }, (_, index) => episodeOf(index + 1))
  return titleOf(id, { episodes: { total: 12, released, list } })
}

describe('bringing titles up to date', () => {
  let world: SyncWorld
  beforeEach(() => {
    world = createSyncWorld(withEpisodes(1, 2), withEpisodes(2, 1), titleOf(3, { alias: null }))
  })

  const one = (id: number, force = false) => world.syncTitles.one(id, force, staying)

  it('keeps a title on every level, and learns its alias', async () => {
    const { memory, store, aliases, now } = world

    assert.deepEqual(await one(1), { titleId: 1, outcome: 'synced', episodes: 2 })

    const kept = await keptTitle(withEpisodes(1, 2), now())
    const [near, far] = [memory, store.titles].map(({ entries }) => entries.get('title:1'))
    assert.deepEqual(near, { ...kept, freshUntil: now() + minute })
    assert.deepEqual(far, { ...kept, freshUntil: now() + 60 * minute })
    assert.equal(await aliases.find('title-1'), 1)
  })

  it('does not ask for what is fresh, unless it is forced to', async () => {
    await one(1)
    world.pass(59 * minute)
    world.askedFor()

    assert.deepEqual(await one(1), { titleId: 1, outcome: 'unchanged', episodes: null })
    assert.deepEqual(world.askedFor(), [])
    assert.deepEqual(await one(1, true), { titleId: 1, outcome: 'unchanged', episodes: 2 })
    assert.deepEqual(world.askedFor(), ['title 1'])
  })

  it('asks for what is stale, and notes that it was seen to be the same', async () => {
    await one(1)
    const learnedAt = world.now()
    world.pass(60 * minute)

    assert.equal((await one(1)).outcome, 'unchanged')

    const { answer } = world.store.titles.entries.get('title:1') ?? {}
    assert.deepEqual([answer?.fetchedAt, answer?.checkedAt], [learnedAt, world.now()])
  })

  it('notices what has changed', async () => {
    await one(1)
    world.catalog.add(withEpisodes(1, 3))

    assert.deepEqual(await one(1, true), { titleId: 1, outcome: 'synced', episodes: 3 })
  })

  it('says that AniLibria does not know a title, and keeps nothing', async () => {
    assert.deepEqual(await one(404), { titleId: 404, outcome: 'not-found', episodes: null })
    assert.equal(world.store.titles.entries.size, 0)
  })

  it('asks for many at once, and says of each what came of it', async () => {
    await one(2)
    world.askedFor()

    const outcomes = await world.syncTitles.many([3, 404, 2, 1], staying)

    assert.deepEqual(outcomes, [
      { titleId: 3, outcome: 'synced', episodes: 0 },
      { titleId: 404, outcome: 'not-found', episodes: null },
      { titleId: 2, outcome: 'unchanged', episodes: 1 },
      { titleId: 1, outcome: 'synced', episodes: 2 },
    ])
    assert.deepEqual(world.askedFor(), ['details 3,404,2,1'])
    assert.deepEqual([...world.store.titles.entries.keys()].sort(), [
      'title:1',
      'title:2',
      'title:3',
    ])
  })

  it('goes behind visitors', async () => {
    const priorities: string[] = []
    const { title, details } = world.catalog
    Object.assign(world.catalog, {
      title: (id: number, ask: Parameters<typeof title>[1]) => {
        priorities.push(ask.priority)
        return title(id, ask)
      },
      details: (ids: readonly number[], ask: Parameters<typeof details>[1]) => {
        priorities.push(ask.priority)
        return details(ids, ask)
      },
    })

    await one(1)
    await world.syncTitles.many([2], staying)

    assert.deepEqual(priorities, ['background', 'background'])
  })

  it('fails as AniLibria does', async () => {
    world.catalog.goesDown()

    await assert.rejects(one(1), { code: 'unavailable' })
    await assert.rejects(world.syncTitles.many([1], staying), { code: 'unavailable' })
  })

  it('fails as the store does', async () => {
    world.store.titles.write = () => Promise.reject(new Error('The disk is full'))

    await assert.rejects(one(1), /The disk is full/)
    await assert.rejects(world.syncTitles.many([1], staying), /The disk is full/)
  })

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('Stop'))

    await assert.rejects(world.syncTitles.one(1, true, signal), /Stop/)
    await assert.rejects(world.syncTitles.many([1], signal), /Stop/)
  })
})
