import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemoryCache } from '../../../src/adapters/memory/cache.ts'
import type { Kept } from '../../../src/core/store/cache.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { answerOf } from '../../support/answers.ts'

describe('memory cache', () => {
  itIsACache(async () => createMemoryCache({ maxBytes: 1_000_000 }))

  it('pushes out the least recently used when there is no more room', async () => {
    const cache = createMemoryCache({ maxBytes: 35_000 })
    for (const key of ['a', 'b', 'c']) await cache.write(key, ofSize(10_000))
    await cache.read('a')

    await cache.write('d', ofSize(10_000))

    assert.deepEqual(await Promise.all(['a', 'b', 'c', 'd'].map((key) => has(key))), [
      true,
      false,
      true,
      true,
    ])

    async function has(key: string): Promise<boolean> {
      return (await cache.read(key)) !== null
    }
  })

  it('does not keep an answer larger than all of its room, nor what it replaces', async () => {
    const cache = createMemoryCache({ maxBytes: 35_000 })
    await cache.write('a', ofSize(10_000))
    await cache.write('b', ofSize(10_000))

    await cache.write('a', ofSize(35_000))

    assert.equal(await cache.read('a'), null)
    assert.notEqual(await cache.read('b'), null)
  })

  it('tells how much it holds: body, key and what an entry costs', async () => {
    const cache = createMemoryCache({ maxBytes: 35_000 })
    assert.equal(cache.sizeBytes(), 0)

    await cache.write('ten-chars!', ofSize(10_000))
    assert.equal(cache.sizeBytes(), 11_010)

    await cache.remove('ten-chars!')
    assert.equal(cache.sizeBytes(), 0)
  })

  it('never holds more than its room', async () => {
    const cache = createMemoryCache({ maxBytes: 35_000 })

    for (let index = 0; index < 100; index += 1) await cache.write(`${index}`, ofSize(index * 400))

    assert.ok(cache.sizeBytes() <= 35_000, `${cache.sizeBytes()} bytes`)
  })
})

function ofSize(bytes: number): Kept {
  return { answer: answerOf('', { body: new Uint8Array(bytes) }), freshUntil: 2_000 }
}
