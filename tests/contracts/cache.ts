import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import type { Cache } from '../../src/core/store/cache.ts'
import { answerOf, keptOf } from '../support/answers.ts'

export interface CacheContract {
  /** Whether it also keeps what nobody may be served without asking further down. Default `true`. */
  readonly keepsStale?: boolean
}

/** Stale for every cache: one that keeps nothing stale is given a clock that shows a later time. */
const longAgo = -1_000_000_000

/** Declares what every cache does. `open` makes an empty one with room for a few answers of 100 kB. */
export function itIsACache(
  open: () => Promise<Cache>,
  { keepsStale = true }: CacheContract = {},
): void {
  describe('is a cache, so it', () => {
    it('reads back what was written', async () => {
      const cache = await open()
      const answer = answerOf('{"data":"Фрирен"}', { fetchedAt: 1_789_000_000_123, checkedAt: 1.5 })
      await cache.write('title:1', { answer, freshUntil: 1_789_000_900_123 })

      const kept = await cache.read('title:1')

      assert.deepEqual(kept, { answer, freshUntil: 1_789_000_900_123 })
    })

    it('reads null for what was never written', async () => {
      const cache = await open()
      await cache.write('title:1', keptOf('one'))

      assert.equal(await cache.read('title:2'), null)
      assert.equal(await cache.read('title:'), null)
      assert.equal(await cache.read('TITLE:1'), null)
    })

    if (keepsStale) itKeepsWhatIsStale(open)
    else itDropsWhatIsStale(open)

    it('replaces an older entry', async () => {
      const cache = await open()
      await cache.write('title:1', keptOf('one'))
      await cache.write('title:2', keptOf('two'))
      await cache.write('title:1', keptOf('one again', 3_000))

      assert.deepEqual(await cache.read('title:1'), keptOf('one again', 3_000))
      assert.deepEqual(await cache.read('title:2'), keptOf('two'))
    })

    it('removes an entry, and that one only', async () => {
      const cache = await open()
      await cache.write('title:1', keptOf('one'))
      await cache.write('title:2', keptOf('two'))

      await cache.remove('title:1')

      assert.equal(await cache.read('title:1'), null)
      assert.deepEqual(await cache.read('title:2'), keptOf('two'))
    })

    it('removes what is not there without complaint', async () => {
      const cache = await open()

      await cache.remove('title:1')

      assert.equal(await cache.read('title:1'), null)
    })

    itKeepsBytesAsTheyAre(open)
  })
}

function itKeepsWhatIsStale(open: () => Promise<Cache>): void {
  it('keeps what has long been stale', async () => {
    const cache = await open()
    await cache.write('title:1', keptOf('one', longAgo))

    assert.deepEqual(await cache.read('title:1'), keptOf('one', longAgo))
  })
}

function itDropsWhatIsStale(open: () => Promise<Cache>): void {
  it('drops an entry for one that is stale', async () => {
    const cache = await open()
    await cache.write('title:1', keptOf('one'))
    await cache.write('title:1', keptOf('one', longAgo))

    assert.equal(await cache.read('title:1'), null)
  })
}

function itKeepsBytesAsTheyAre(open: () => Promise<Cache>): void {
  it('keeps any bytes, none and many', async () => {
    const cache = await open()
    const allBytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)
    for (const [key, body] of Object.entries({ none: new Uint8Array(0), all: allBytes })) {
      await cache.write(key, { answer: answerOf('', { body }), freshUntil: 2_000 })
    }

    assert.equal((await cache.read('none'))?.answer.body.length, 0)
    const body = (await cache.read('all'))?.answer.body ?? new Uint8Array(0)
    // Not deepEqual(), which takes minutes to tell how two long arrays differ.
    assert.equal(Buffer.compare(body, allBytes), 0)
  })

  it('gives bodies that are nothing but Uint8Array, with a buffer of their own', async () => {
    const cache = await open()
    await cache.write('title:1', keptOf('one'))

    const body = (await cache.read('title:1'))?.answer.body

    assert.equal(body && Object.getPrototypeOf(body), Uint8Array.prototype)
    assert.equal(body?.buffer.byteLength, body?.length)
  })

  it('keeps keys of any text', async () => {
    const cache = await open()
    const keys = [
      "search:5:о'тян\u0000%_",
      "search:5:о'тян",
      'search:5:о',
      `search:5:${'х'.repeat(300)}`,
      '',
    ]
    for (const key of keys) await cache.write(key, keptOf(`of ${key}`))

    for (const key of keys) assert.deepEqual(await cache.read(key), keptOf(`of ${key}`))
  })
}
