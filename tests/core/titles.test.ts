import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dataOf } from '../support/reading-world.ts'
import { titleOf } from '../support/titles.ts'
import { createTitlesWorld } from '../support/titles-world.ts'

const frieren = titleOf(9542, { alias: 'sousou-no-frieren' })

describe('title()', () => {
  it('tells a title by id, and where it was told', async () => {
    const { titles, reader } = createTitlesWorld(frieren)

    const found = await titles.title(9542, reader)

    assert.deepEqual(dataOf(found), frieren)
    const { meta } = JSON.parse(new TextDecoder().decode(found?.answer.body))
    assert.deepEqual(meta, { fetched_at: '2026-01-01T00:00:00.000Z', country: 'DE' })
  })

  it('gives back at once what lies in memory, by id and by alias', async () => {
    const { reader, ...world } = createTitlesWorld(frieren)
    const { entries } = world.memory
    world.memory.read = ((key: string) => entries.get(key) ?? null) as never
    const first = world.titles.title(9542, reader)
    assert.ok(first instanceof Promise)
    await first

    for (const name of [9542, 'sousou-no-frieren']) {
      const found = world.titles.title(name, reader)

      assert.ok(found !== null && !(found instanceof Promise))
      assert.deepEqual(dataOf(found), frieren)
    }
  })

  it('has one entry for id and alias, whichever comes first', async () => {
    for (const names of [
      [9542, 'sousou-no-frieren'],
      ['sousou-no-frieren', 9542],
    ]) {
      const { titles, catalog, memory, reader } = createTitlesWorld(frieren)

      const found = []
      for (const name of names) found.push(await titles.title(name, reader))

      assert.deepEqual(found.map(dataOf), [frieren, frieren])
      assert.equal(found[1]?.source, 'memory')
      assert.deepEqual(catalog.asked, [`title ${names[0]}`])
      assert.deepEqual([...memory.entries.keys()], ['title:9542'])
    }
  })

  it('learns an alias once what it means is kept, so that nobody asks again by id', async () => {
    const { titles, aliases, memory, reader } = createTitlesWorld(frieren)
    const { promise: writing, resolve: write } = Promise.withResolvers<void>()
    const { write: writeNow } = memory
    memory.write = (key, kept) => writing.then(() => writeNow(key, kept))

    const first = titles.title('sousou-no-frieren', reader)
    await new Promise((resolve) => setTimeout(resolve, 10))

    assert.equal(await aliases.find('sousou-no-frieren'), null)
    write()
    await first
    assert.equal(await aliases.find('sousou-no-frieren'), 9542)
  })

  it('refreshes by id what was asked for by alias', async () => {
    const { titles, catalog, reader, pass } = createTitlesWorld(frieren)
    await titles.title('sousou-no-frieren', reader)
    pass(2 * 3_600_000)

    await titles.title('sousou-no-frieren', reader)

    assert.deepEqual(catalog.asked, ['title sousou-no-frieren', 'title 9542'])
  })

  it('learns also the alias that AniLibria understands but does not use', async () => {
    const { titles, catalog, aliases, reader } = createTitlesWorld()
    catalog.title = async () => frieren

    await titles.title('Frieren', reader)

    assert.equal(await aliases.find('Frieren'), 9542)
    assert.equal(await aliases.find('sousou-no-frieren'), 9542)
  })

  it('keeps the bytes of a title that it meets under an alias it did not know', async () => {
    const { titles, catalog, reader, pass } = createTitlesWorld()
    catalog.title = async () => frieren
    const before = await titles.title(9542, reader)
    pass(1000)

    const after = await titles.title('Frieren', reader)

    assert.equal(after?.answer.etag, before?.answer.etag)
  })

  it('copes with a title that has no alias', async () => {
    const { titles, aliases, reader } = createTitlesWorld(titleOf(1, { alias: null }))
    const learned: unknown[] = []
    aliases.learn = async (alias) => void learned.push(alias)

    const found = await titles.title(1, reader)

    assert.deepEqual(dataOf(found), titleOf(1, { alias: null }))
    assert.deepEqual(learned, [])
  })

  it('finds null for an id or alias that nobody knows, and asks no more than once a minute', async () => {
    const { titles, catalog, reader, pass } = createTitlesWorld()

    for (let index = 0; index < 3; index += 1) {
      assert.equal(await titles.title(1, reader), null)
      assert.equal(await titles.title('nobody', reader), null)
    }
    assert.deepEqual(catalog.asked, ['title 1', 'title nobody'])

    pass(60_000)
    catalog.add(titleOf(1, { alias: 'nobody' }))
    assert.notEqual(await titles.title('nobody', reader), null)
  })

  it('does not take a number for an alias, nor an alias for a number', async () => {
    const { titles, reader } = createTitlesWorld(titleOf(86, { alias: 'eighty-six' }))

    assert.equal(await titles.title('86', reader), null)
    assert.notEqual(await titles.title(86, reader), null)
  })

  it('tells by alias what it knows while AniLibria is down', async () => {
    const { titles, catalog, reader, pass } = createTitlesWorld(frieren)
    await titles.title(9542, reader)
    pass(2 * 3_600_000)
    catalog.goesDown()

    const found = await titles.title('sousou-no-frieren', reader)

    assert.deepEqual(dataOf(found), frieren)
    assert.equal(found?.outcome, 'stale')
  })
})

describe('random()', () => {
  it('tells some title, keeps nothing, and asks each time', async () => {
    const { titles, catalog, memory, reader } = createTitlesWorld(frieren)

    for (let index = 0; index < 2; index += 1) {
      assert.deepEqual(await titles.random(reader), { data: frieren, country: 'DE' })
    }

    assert.deepEqual(catalog.asked, ['random', 'random'])
    assert.equal(memory.entries.size, 0)
  })

  it('is null if AniLibria gives none', async () => {
    const { titles, reader } = createTitlesWorld()

    assert.equal(await titles.random(reader), null)
  })

  it('gives AniLibria up when the reader leaves', async () => {
    const { titles, reader } = createTitlesWorld(frieren)

    await assert.rejects(titles.random({ ...reader, signal: AbortSignal.abort() }), {
      name: 'AbortError',
    })
  })
})
