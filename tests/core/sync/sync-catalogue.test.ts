import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { type CatalogueProgress, newProgress } from '../../../src/core/sync/catalogue-progress.ts'
import { type AfterPage, createCatalogueWorld } from './catalogue-world.ts'
import { touchedAt } from './world.ts'

const interrupted = new Failure('cancelled', 'Cannot go on: it was told to stop')

/** Interrupts a run once the next page would be this one. */
const stopAt =
  (page: number): AfterPage =>
  (progress, stop) => {
    if (progress.page === page) stop.abort(interrupted)
  }

const countsOf = ({ synced, unchanged, failed }: CatalogueProgress) => [synced, unchanged, failed]

/** When AniLibria touches a title that is touched while a run goes on. */
const meanwhile = 24 * 60 + 5

describe('bringing the catalogue up to date', () => {
  it('goes through pages of 50 in order, and then looks what has moved', async () => {
    const world = createCatalogueWorld(120)

    const progress = await world.run()

    assert.deepEqual(world.pages(), [1, 2, 3, 1])
    assert.deepEqual(countsOf(progress), [120, 0, 0])
    assert.equal(world.store.titles.entries.size, 120)
    const first = world.askedFor()[0]
    assert.ok(first?.startsWith('details 120,119,118,'), first)
  })

  it('tells how far it has come after each page, and keeps that in the store', async () => {
    const world = createCatalogueWorld(120)

    const last = await world.run()

    const far = world.told.map(({ page, pages, total, synced }) => [page, pages, total, synced])
    assert.deepEqual(far, [
      [2, 3, 120, 50],
      [3, 3, 120, 100],
      [3, 3, 120, 120],
      [3, 3, 120, 120],
    ])
    assert.deepEqual(world.kept, world.told)
    const ends = world.told.map(({ finishedAt }) => finishedAt)
    assert.deepEqual(ends, [null, null, null, world.now()])
    assert.deepEqual(await world.progress(), last)
  })

  it('fetches nothing that is stored as it is listed', async () => {
    const world = createCatalogueWorld(120)
    await world.run()
    world.catalog.add(touchedAt(7, 7, { updated_at: '2026-01-02T00:00:00.000Z' }))
    world.askedFor()

    const progress = await world.run()

    assert.deepEqual(countsOf(progress), [1, 119, 0])
    assert.deepEqual(world.askedFor(), ['details 7'])
  })

  it('goes on at the page it was on, and fetches nothing twice', async () => {
    const world = createCatalogueWorld(180)
    await assert.rejects(world.run(null, stopAt(3)), interrupted)
    const asked = world.askedFor()
    assert.deepEqual(world.pages(), [1, 2])

    const progress = await world.run()

    assert.deepEqual(world.pages(), [3, 4, 1])
    assert.deepEqual(countsOf(progress), [180, 0, 0])
    const ids = [...asked, ...world.askedFor()].flatMap((question) => question.match(/\d+/g))
    assert.deepEqual([ids.length, new Set(ids).size], [180, 180])
  })

  it('goes on at a page that it was in the middle of', async () => {
    const world = createCatalogueWorld(120)
    const { write } = world.store.titles
    world.store.titles.write = (key, kept) =>
      key === 'title:21' ? Promise.reject(new Failure('unavailable', 'Full')) : write(key, kept)
    world.store.titles.read = async (key) => {
      if (key === 'title:0') throw new Failure('unavailable', 'Full')
      return world.store.titles.entries.get(key) ?? null
    }
    await assert.rejects(world.run(), /Full/)
    assert.equal((await world.progress())?.page, 2)
    world.store.titles.write = write
    world.pages()

    const progress = await world.run()

    assert.deepEqual(world.pages(), [2, 3, 1])
    assert.equal(world.store.titles.entries.size, 120)
    assert.equal(progress.synced + progress.unchanged, 120)
  })

  it('begins anew once it has come to the end', async () => {
    const world = createCatalogueWorld(60)
    await world.run()
    world.pass(1_000)
    world.pages()

    const { startedAt } = await world.run()

    assert.deepEqual(world.pages(), [1, 2, 1])
    assert.equal(startedAt, world.now())
  })

  it('catches up with a title that moved to the front while it went on', async () => {
    const world = createCatalogueWorld(120)
    const episode = touchedAt(5, meanwhile)

    const progress = await world.run(null, ({ page }) => {
      if (page === 2) world.catalog.add(episode)
    })

    const { answer } = world.store.titles.entries.get('title:5') ?? {}
    assert.equal(JSON.parse(new TextDecoder().decode(answer?.body)).data.fresh_at, episode.fresh_at)
    assert.equal(progress.synced, 120)
  })

  it('catches up with as many pages as have moved, also after an interruption', async () => {
    const world = createCatalogueWorld(120)
    await assert.rejects(world.run(null, stopAt(2)), interrupted)
    for (let id = 1; id <= 60; id += 1) world.catalog.add(touchedAt(id, meanwhile + id))
    world.pass(86_400_000)
    world.pages()

    await world.run()

    assert.deepEqual(world.pages(), [2, 3, 1, 2])
    assert.equal(world.store.titles.entries.size, 120)
  })

  it('does not count a title twice that needs no catching up', async () => {
    const world = createCatalogueWorld(60)
    world.catalog.add(touchedAt(60, meanwhile))

    assert.deepEqual(countsOf(await world.run()), [60, 0, 0])
  })

  it('stops early where nothing more is as new as was asked for', async () => {
    const world = createCatalogueWorld(200)

    const progress = await world.run(130)

    assert.deepEqual(world.pages(), [1, 2, 1])
    assert.deepEqual(countsOf(progress), [71, 0, 0])
    assert.ok(world.store.titles.entries.has('title:130'))
    assert.ok(!world.store.titles.entries.has('title:129'))
  })

  it('goes on with all titles only if all are asked for, and so with the new ones', async () => {
    for (const [before, after] of [
      [null, 1],
      [1, null],
    ] as const) {
      const world = createCatalogueWorld(120)
      await assert.rejects(world.run(before, stopAt(2)), interrupted)
      world.pages()

      const { since } = await world.run(after)

      assert.deepEqual(world.pages(), [1, 2, 3, 1])
      assert.equal(since === null, after === null)
    }
  })

  it('goes on with what was new then, whatever is new now', async () => {
    const world = createCatalogueWorld(200)
    await assert.rejects(world.run(60, stopAt(2)), interrupted)

    const { since, synced } = await world.run(150)

    assert.deepEqual([since, synced], [Date.UTC(2026, 0, 1, 1), 141])
  })

  it('begins anew where what was kept cannot be read', async () => {
    const kept = newProgress(null, 1_000)
    for (const state of ['page 1', {}, { ...kept, page: 'one' }, { ...kept, failures: null }]) {
      const world = createCatalogueWorld(10)
      await world.store.syncStatus.write('catalogue', state)
      world.spoil(1, 'unknown')

      assert.deepEqual(countsOf(await world.run()), [9, 0, 1])
    }
  })

  it('says which titles failed and why, and does all others', async () => {
    const world = createCatalogueWorld(120)
    world.spoil(3, 'unknown')
    world.spoil(110, 'poison')

    const { synced, failed, failures, finishedAt } = await world.run()

    assert.deepEqual([synced, failed, finishedAt], [118, 2, world.now()])
    assert.deepEqual(failures, [
      { titleId: 110, reason: 'Cannot reach AniLibria: no host answers' },
      { titleId: 3, reason: 'AniLibria does not know it' },
    ])
  })

  it('rejects while AniLibria is down, and goes on from there once it is back', async () => {
    const world = createCatalogueWorld(120)
    const goesDown = world.run(null, () => world.catalog.goesDown())
    await assert.rejects(goesDown, { code: 'unavailable' })
    assert.equal((await world.progress())?.page, 2)
    world.catalog.comesBack()
    world.pages()

    const progress = await world.run()

    assert.deepEqual(world.pages(), [2, 3, 1])
    assert.deepEqual(countsOf(progress), [120, 0, 0])
  })

  it('is done at once with an empty catalogue', async () => {
    const { finishedAt, pages } = await createCatalogueWorld(0).run()

    assert.ok(finishedAt !== null && pages === 0)
  })
})
