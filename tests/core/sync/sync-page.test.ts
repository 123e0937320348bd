import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { newProgress } from '../../../src/core/sync/catalogue-progress.ts'
import { keptOf } from '../../support/answers.ts'
import { createSyncWorld, type SyncWorld, staying, touchedAt } from './world.ts'

const before = newProgress(null, 1_000)
const titles = Array.from({ length: 60 }, (_, index) => touchedAt(index + 1, index))
const [first, second, third] = titles as [
  (typeof titles)[0],
  (typeof titles)[0],
  (typeof titles)[0],
]

describe('bringing the titles of one page up to date', () => {
  let world: SyncWorld
  beforeEach(() => {
    world = createSyncWorld(...titles)
  })

  async function sync(some = titles.slice(0, 3), signal = staying) {
    const { synced, unchanged, failed, failures } = await world.syncPage(some, before, signal)
    return { outcome: [synced, unchanged, failed], failures }
  }

  it('asks for those that are not stored, 25 at once', async () => {
    const { outcome } = await sync(titles)

    assert.deepEqual(outcome, [60, 0, 0])
    const asked = world.askedFor().map((question) => question.split(',').length)
    assert.deepEqual(asked, [25, 25, 10])
    assert.equal(world.store.titles.entries.size, 60)
  })

  it('does not ask for those that are as the page tells, however old', async () => {
    await sync()
    world.pass(30 * 86_400_000)
    world.askedFor()

    assert.deepEqual((await sync()).outcome, [0, 3, 0])
    assert.deepEqual(world.askedFor(), [])
  })

  it('asks for those with another date, and those that cannot be read', async () => {
    await sync()
    const revised = { ...first, updated_at: '2026-01-05T00:00:00.000Z' }
    const continued = { ...second, fresh_at: '2026-01-05T00:00:00.000Z' }
    for (const title of [revised, continued]) world.catalog.add(title)
    await world.store.titles.write('title:3', keptOf('no JSON'))
    world.askedFor()

    assert.deepEqual((await sync([revised, continued, third])).outcome, [3, 0, 0])
    assert.deepEqual(world.askedFor(), ['details 1,2,3'])
  })

  it('counts a title once that the page repeats', async () => {
    assert.deepEqual((await sync([first, first])).outcome, [1, 0, 0])
  })

  it('goes on from the counts until now', async () => {
    const until = { ...before, synced: 5, unchanged: 6, failed: 7, page: 4 }

    const progress = await world.syncPage([first], until, staying)

    assert.deepEqual(progress, { ...until, synced: 6 })
  })

  it('says why a title failed, and does the rest', async () => {
    world.spoil(1, 'unknown')
    world.spoil(2, new Failure('invalid', 'Cannot ask AniLibria so: it says 422'))

    const { outcome, failures } = await sync()

    assert.deepEqual(outcome, [1, 0, 2])
    assert.deepEqual(failures, [
      { titleId: 1, reason: 'AniLibria does not know it' },
      { titleId: 2, reason: 'Cannot ask AniLibria so: it says 422' },
    ])
    assert.deepEqual([...world.store.titles.entries.keys()], ['title:3'])
  })

  it('asks alone for what was left out of a list, where it may be whole', async () => {
    const { details } = world.catalog
    Object.assign(world.catalog, {
      details: async (...given: Parameters<typeof details>) => (await details(...given)).slice(1),
    })

    assert.deepEqual((await sync()).outcome, [3, 0, 0])
    assert.deepEqual(world.askedFor(), ['details 1,2,3', 'title 1'])
  })

  for (const how of ['broken', 'poison'] as const) {
    it(`takes a title for failed that AniLibria cannot tell, if it answers else: ${how}`, async () => {
      world.spoil(2, how)

      const { outcome, failures } = await sync()

      assert.deepEqual(outcome, [2, 0, 1])
      assert.deepEqual(failures, [
        { titleId: 2, reason: 'Cannot reach AniLibria: no host answers' },
      ])
    })
  }

  it('remembers the reasons of the first hundred', async () => {
    for (const { id } of titles) world.spoil(id, 'unknown')
    const reasons = Array.from({ length: 98 }, () => ({ titleId: 0, reason: 'An earlier one' }))
    const until = { ...before, failed: 98, failures: reasons }

    const { failed, failures } = await world.syncPage(titles, until, staying)

    assert.equal(failed, 158)
    assert.deepEqual(
      failures.slice(97).map(({ titleId }) => titleId),
      [0, 1, 2],
    )
  })

  it('rejects if AniLibria cannot be reached', async () => {
    world.catalog.goesDown()

    await assert.rejects(sync(), { code: 'unavailable' })
  })

  it('rejects if the store cannot be reached, and blames no title for it', async () => {
    const failure = new Failure('unavailable', 'Cannot write: the store did not do it')
    const stored = world.store.titles
    stored.write = async () => {
      stored.read = () => Promise.reject(failure)
      throw failure
    }

    await assert.rejects(sync(), failure)
  })

  it('rejects at a bug', async () => {
    world.spoil(1, new TypeError('A bug'))

    await assert.rejects(sync(), /A bug/)
  })

  it('rejects when it is told to end', async () => {
    const stop = new Failure('cancelled', 'Cannot go on: it is over')

    await assert.rejects(sync(titles, AbortSignal.abort(stop)), stop)
  })
})
