import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Cache, Kept } from '../../../src/core/store/cache.ts'
import { tracedMemory } from '../../../src/telemetry/traced/traced-memory.ts'
import { createWorld, type World } from '../../adapters/opentelemetry/world.ts'
import { keptOf } from '../../support/answers.ts'

const now = 1_000_000

describe('the span of a look into memory', () => {
  let world: World
  let seen = 0
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())
  beforeEach(() => {
    seen = world.sink.spans.length
  })

  /** Memory that holds one answer, if any. */
  function memoryOf(kept: Kept | null): Cache {
    return tracedMemory({ read: () => kept, write() {}, remove() {} }, world.tracer, () => now)
  }

  async function spans() {
    await world.flush()
    const made = world.sink.spans.slice(seen).filter(({ name }) => name === 'cache_lookup')
    return made.map(({ attributes }) => attributes)
  }

  for (const [what, freshUntil, hit] of [
    ['is a hit if that is fresh', now + 1, true],
    ['is none if that has just turned stale', now, false],
    ['is none if that is stale', now - 1, false],
    ['is none if nothing is there', null, false],
  ] as const) {
    it(`${what}, and hands on what is there at once`, async () => {
      const kept = freshUntil === null ? null : keptOf('one', freshUntil)

      await world.request(async () => assert.equal(memoryOf(kept).read('title:1'), kept))

      assert.deepEqual(await spans(), [{ 'cache.level': 'memory', 'cache.hit': hit }])
    })
  }

  it('lasts as long as the look, if that has to be waited for', async () => {
    const kept = keptOf('one', now + 1)
    const late = { read: async () => kept, async write() {}, async remove() {} }
    const memory = tracedMemory(late, world.tracer, () => now)

    await world.request(async () => assert.equal(await memory.read('title:1'), kept))

    assert.deepEqual(await spans(), [{ 'cache.level': 'memory', 'cache.hit': true }])
  })

  it('is made of no other question', async () => {
    await world.request(async () => {
      await memoryOf(null).write('title:1', keptOf('one'))
      await memoryOf(null).remove('title:1')
    })

    assert.deepEqual(await spans(), [])
  })
})
