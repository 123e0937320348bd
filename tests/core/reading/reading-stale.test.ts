import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { createReadingWorld, dataOf, day, hour, minute } from '../../support/reading-world.ts'

describe('read(), stale for under an hour', () => {
  it('serves at once, and refreshes behind', async () => {
    const { read, asked, settled, pass, catalogSays, catalogDawdles } = createReadingWorld()
    await read()
    pass(15 * minute + hour)
    catalogSays('two')
    const goOn = catalogDawdles()

    const found = await read()

    assert.equal(dataOf(found), 'one')
    assert.equal(found?.outcome, 'hit')
    goOn()
    await settled()
    assert.equal(dataOf(await read()), 'two')
    assert.deepEqual(
      asked.map(({ priority }) => priority),
      ['visitor', 'background'],
    )
  })

  it('refreshes once for many, in circumstances of its own', async () => {
    const { read, asked, settled, pass, detached, catalogDawdles } = createReadingWorld()
    await read()
    pass(15 * minute + hour)
    const goOn = catalogDawdles()

    for (let reads = 0; reads < 5; reads += 1) await read()
    goOn()
    await settled()

    assert.equal(detached(), 1)
    assert.equal(asked.length, 2)
  })

  it('serves the least stale there is', async () => {
    const { read, pass, store } = createReadingWorld()
    await read()
    const freshUntil = store.entries.get('title:1')?.freshUntil
    pass(20 * minute)

    const found = await read()

    assert.equal(found?.source, 'database')
    assert.equal(found?.freshUntil, freshUntil)
  })

  it('keeps the old answer if the refresh fails, and tries again', async () => {
    const { read, asked, settled, pass, catalogFails, catalogSays } = createReadingWorld()
    await read()
    pass(20 * minute)
    catalogFails()
    assert.equal(dataOf(await read()), 'one')
    await settled()

    assert.equal(dataOf(await read()), 'one')
    await settled()
    catalogSays('two')
    await read()
    await settled()

    assert.equal(dataOf(await read()), 'two')
    assert.equal(asked.length, 4)
  })

  it('refreshes once for many readers, even if they all leave', async () => {
    const { read, asked, settled, pass, catalogSays, catalogDawdles } = createReadingWorld()
    await read()
    pass(20 * minute)
    catalogSays('two')
    const goOn = catalogDawdles()
    const visitor = new AbortController()

    await Promise.all([read(visitor.signal), read(visitor.signal)])
    await read(visitor.signal)
    visitor.abort()
    goOn()
    await settled()

    assert.equal(asked.length, 2)
    assert.equal(dataOf(await read()), 'two')
  })

  it('keeps bytes, ETag and time of learning if the refresh brings the same', async () => {
    const { read, settled, pass, now, store } = createReadingWorld()
    const before = await read()
    pass(20 * minute)
    await read()
    await settled()

    const found = await read()

    assert.deepEqual(found?.answer, { ...before?.answer, checkedAt: now() })
    assert.equal(found?.source, 'memory')
    assert.equal(store.entries.get('title:1')?.freshUntil, now() + 15 * minute)
  })
})

describe('read(), stale for longer', () => {
  const long = 15 * minute + hour + 1

  it('waits for AniLibria', async () => {
    const { read, pass, catalogSays } = createReadingWorld()
    await read()
    pass(long)
    catalogSays('two')

    const found = await read()

    assert.equal(dataOf(found), 'two')
    assert.equal(found?.outcome, 'miss')
    assert.equal(found?.source, 'catalog')
  })

  it('waits for the refresh under way rather than asking again', async () => {
    const { read, asked, pass, catalogSays, catalogDawdles } = createReadingWorld()
    await read()
    pass(long - 1)
    catalogSays('two')
    const goOn = catalogDawdles()
    await read()
    pass(1)

    const reading = read()
    goOn()

    assert.equal(dataOf(await reading), 'two')
    assert.equal(asked.length, 2)
  })

  it('serves the old answer if AniLibria fails, whichever way', async () => {
    const { read, pass, catalogFails } = createReadingWorld()
    const before = await read()
    pass(long)

    for (const error of [new Failure('timeout', 'late'), new Failure('unavailable', 'down')]) {
      catalogFails(error)
      const found = await read()

      assert.equal(dataOf(found), 'one')
      assert.equal(found?.outcome, 'stale')
      assert.equal(found?.source, 'database')
      assert.equal(found?.freshUntil, before?.freshUntil)
    }
  })

  it('serves it for seven days, and then rejects', async () => {
    const { read, pass, catalogFails } = createReadingWorld()
    await read()
    catalogFails()

    pass(15 * minute + 7 * day)
    assert.equal((await read())?.outcome, 'stale')

    pass(1)
    await assert.rejects(read(), { code: 'unavailable' })
  })

  it('serves nothing to a reader who left', async () => {
    const { read, pass, catalogDawdles } = createReadingWorld()
    await read()
    pass(long)
    catalogDawdles()
    const visitor = new AbortController()
    const reading = read(visitor.signal)

    visitor.abort()

    await assert.rejects(reading, { code: 'cancelled' })
  })
})
