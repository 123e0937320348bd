import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReadingWorld, dataOf, day, hour, minute } from '../../support/reading-world.ts'

describe('read(), of what AniLibria does not know', () => {
  it('finds null, and asks again only after a minute', async () => {
    const { read, asked, pass, catalogSays } = createReadingWorld()
    catalogSays(null)
    assert.equal(await read(), null)
    catalogSays('one')

    pass(minute - 1)
    assert.equal(await read(), null)
    assert.equal(asked.length, 1)

    pass(1)
    assert.equal(dataOf(await read()), 'one')
  })

  it('keeps nothing', async () => {
    const { read, memory, store, catalogSays } = createReadingWorld()
    catalogSays(null)

    await read()

    assert.equal(memory.entries.size + store.entries.size, 0)
  })
})

describe('read(), of what AniLibria knows no more', () => {
  it('finds null once AniLibria said so, and does not flap', async () => {
    const { read, settled, pass, catalogSays } = createReadingWorld()
    await read()
    pass(20 * minute)
    catalogSays(null)
    assert.equal(dataOf(await read()), 'one', 'the copy, a last time')
    await settled()

    for (let index = 0; index < 10; index += 1) {
      assert.equal(await read(), null)
      pass(minute / 2)
    }
  })

  it('finds it again when AniLibria knows it again', async () => {
    const { read, settled, pass, catalogSays } = createReadingWorld()
    await read()
    pass(20 * minute)
    catalogSays(null)
    await read()
    await settled()
    catalogSays('two')
    pass(minute)

    const found = await read()

    assert.equal(dataOf(found), 'two')
    assert.equal(found?.outcome, 'miss')
  })

  it('serves the copy again if AniLibria fails later', async () => {
    const { read, pass, catalogSays, catalogFails } = createReadingWorld()
    await read()
    pass(2 * hour)
    catalogSays(null)
    assert.equal(await read(), null)
    catalogFails()

    assert.equal(await read(), null, 'while it is remembered')
    pass(minute)

    const found = await read()
    assert.equal(dataOf(found), 'one')
    assert.equal(found?.outcome, 'stale')
  })

  it('serves the copy no longer than if AniLibria had not been asked', async () => {
    const { read, pass, catalogSays, catalogFails } = createReadingWorld()
    await read()
    catalogSays(null)
    pass(15 * minute + 6 * day)
    assert.equal(await read(), null)
    catalogFails()

    pass(day + 1)

    await assert.rejects(read(), { code: 'unavailable' })
  })
})
