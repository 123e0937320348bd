import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReadingWorld, dataOf, minute } from '../../support/reading-world.ts'

describe('read()', () => {
  it('asks AniLibria for what nobody holds, and keeps it everywhere', async () => {
    const { read, asked, memory, store, now } = createReadingWorld()

    const found = await read()

    assert.equal(dataOf(found), 'one')
    assert.equal(found?.source, 'catalog')
    assert.equal(found?.outcome, 'miss')
    assert.equal(found?.freshUntil, now() + 15 * minute)
    assert.deepEqual(
      asked.map(({ priority }) => priority),
      ['visitor'],
    )
    assert.equal(memory.entries.get('title:1')?.freshUntil, now() + 5 * minute)
    assert.equal(store.entries.get('title:1')?.freshUntil, now() + 15 * minute)
  })

  it('serves what is fresh in memory, and asks nobody else', async () => {
    const { read, asked, store, pass } = createReadingWorld()
    await read()
    store.reads.length = 0
    pass(5 * minute - 1)

    const found = await read()

    assert.equal(dataOf(found), 'one')
    assert.equal(found?.source, 'memory')
    assert.equal(found?.outcome, 'hit')
    assert.deepEqual(store.reads, [])
    assert.equal(asked.length, 1)
  })

  it('serves what is fresh in the store, and keeps it in memory', async () => {
    const { read, asked, memory, pass, now } = createReadingWorld()
    await read()
    memory.entries.clear()
    pass(minute)

    const found = await read()

    assert.equal(found?.source, 'database')
    assert.equal(found?.outcome, 'hit')
    assert.equal(memory.entries.get('title:1')?.freshUntil, now() + 5 * minute)
    assert.equal((await read())?.source, 'memory')
    assert.equal(asked.length, 1)
  })

  it('never keeps it in memory for longer than the store says', async () => {
    const { read, memory, store, pass } = createReadingWorld()
    await read()
    pass(12 * minute)

    const found = await read()

    assert.equal(found?.source, 'database')
    const freshUntil = store.entries.get('title:1')?.freshUntil
    assert.equal(memory.entries.get('title:1')?.freshUntil, freshUntil)
  })

  it('rejects as AniLibria does, if nothing is in hand', async () => {
    const { read, settled, catalogFails, catalogSays } = createReadingWorld()
    catalogFails()

    await assert.rejects(read(), { code: 'unavailable' })

    assert.equal((await settled()).length, 1, 'the runtime hears of it too')
    catalogSays('two')
    assert.equal(dataOf(await read()), 'two')
  })

  it('holds the runtime until what was learned is kept', async () => {
    const { read, settled, untilAsked, store, catalogDawdles } = createReadingWorld()
    const goOn = catalogDawdles()
    const reading = read()
    await untilAsked()

    goOn()
    assert.deepEqual(await settled(), [null])

    assert.ok(store.entries.has('title:1'))
    await reading
  })
})

describe('read(), asked the same several times at once', () => {
  it('asks AniLibria once', async () => {
    const { read, asked, catalogDawdles } = createReadingWorld()
    const goOn = catalogDawdles()
    const reads = [read(), read(), read(new AbortController().signal)]
    goOn()

    const found = await Promise.all(reads)

    assert.deepEqual(found.map(dataOf), ['one', 'one', 'one'])
    assert.equal(asked.length, 1)
  })

  it('asks the store once', async () => {
    const { read, store } = createReadingWorld()

    await Promise.all([read(), read(), read()])

    assert.deepEqual(store.reads, ['title:1'])
  })

  it('asks for different things separately', async () => {
    const { read, readOther, asked } = createReadingWorld()

    await Promise.all([read(), readOther('title:2')])

    assert.equal(asked.length, 2)
  })

  it('gives AniLibria up when the only reader leaves', async () => {
    const { read, asked, untilAsked, settled, catalogDawdles } = createReadingWorld()
    catalogDawdles()
    const visitor = new AbortController()
    const reading = read(visitor.signal)
    await untilAsked()

    visitor.abort()

    await assert.rejects(reading, { code: 'cancelled' })
    await settled()
    assert.equal(asked[0]?.signal.aborted, true)
  })

  it('goes on for those who stay when one leaves', async () => {
    const { read, asked, untilAsked, catalogDawdles } = createReadingWorld()
    const goOn = catalogDawdles()
    const visitor = new AbortController()
    const [leaving, staying] = [read(visitor.signal), read(new AbortController().signal)]
    await untilAsked()

    visitor.abort()
    await assert.rejects(leaving, { code: 'cancelled' })
    goOn()

    assert.equal(dataOf(await staying), 'one')
    assert.equal(asked[0]?.signal.aborted, false)
    assert.equal(asked.length, 1)
  })

  it('goes on for a reader who cannot leave', async () => {
    const { read, untilAsked, catalogDawdles } = createReadingWorld()
    const goOn = catalogDawdles()
    const visitor = new AbortController()
    const [staying, leaving] = [read(), read(visitor.signal)]
    await untilAsked()

    visitor.abort()
    await assert.rejects(leaving, { code: 'cancelled' })
    goOn()

    assert.equal(dataOf(await staying), 'one')
  })
})
