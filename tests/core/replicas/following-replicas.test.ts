import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createLevels, type Levels } from '../../../src/core/reading/levels.ts'
import { followingReplicas, tellingLevels } from '../../../src/core/replicas/following-replicas.ts'
import type { Cache, Kept } from '../../../src/core/store/cache.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { answerOf } from '../../support/answers.ts'
import { createFakeCache, type FakeCache } from '../../support/fake-cache.ts'
import { createFakeBus, type FakeBus } from './fake-bus.ts'

const learned = (key: string, checkedAt: number) => ({ kind: 'learned', key, checkedAt }) as const

function keptAt(checkedAt: number): Kept {
  return { answer: answerOf('one', { checkedAt }), freshUntil: checkedAt + 1_000 }
}

describe('a memory that follows the other replicas', () => {
  let bus: FakeBus
  let memory: FakeCache
  let following: Cache
  beforeEach(() => {
    bus = createFakeBus()
    memory = createFakeCache()
    following = followingReplicas(memory, bus)
  })

  itIsACache(async () => followingReplicas(createFakeCache(), createFakeBus()))

  it('drops what another one has learned anew, and nothing else', async () => {
    await following.write('title:1', keptAt(1_000))
    await following.write('title:2', keptAt(1_000))

    bus.hear(learned('title:1', 2_000))

    assert.equal(await following.read('title:1'), null)
    assert.deepEqual(await following.read('title:2'), keptAt(1_000))
  })

  it('does not keep what was read further down before it was told', async () => {
    bus.hear(learned('title:1', 2_000))

    await following.write('title:1', keptAt(1_999))

    assert.equal(await following.read('title:1'), null)
  })

  it('keeps what the other one has learned, and what is newer', async () => {
    for (const checkedAt of [2_000, 2_001]) {
      bus.hear(learned('title:1', 2_000))

      await following.write('title:1', keptAt(checkedAt))

      assert.deepEqual(await following.read('title:1'), keptAt(checkedAt))
    }
  })

  it('goes by the newest of what it was told, in whatever order', async () => {
    bus.hear(learned('title:1', 3_000))
    bus.hear(learned('title:1', 2_000))

    await following.write('title:1', keptAt(2_500))

    assert.equal(await following.read('title:1'), null)
  })

  it('remembers the last 1,000 keys that it was told of', async () => {
    for (let id = 0; id < 1_000; id += 1) bus.hear(learned(`title:${id}`, 2_000))
    for (const id of [0, 1_000]) bus.hear(learned(`title:${id}`, 2_000))

    for (const id of [0, 1, 2, 1_000]) await following.write(`title:${id}`, keptAt(1_000))

    assert.deepEqual([...memory.entries.keys()], ['title:1'])
  })
})

describe('levels that tell the other replicas', () => {
  let bus: FakeBus
  let memory: FakeCache
  let telling: Levels
  beforeEach(() => {
    bus = createFakeBus()
    memory = createFakeCache()
    telling = tellingLevels(createLevels({ name: 'memory', cache: memory, ttlMs: 500 }, []), bus)
  })

  it('tell of each answer that is learned, once it is there for them', async () => {
    const tell = bus.tell
    bus.tell = async (message) => {
      assert.ok(memory.entries.has('title:1'))
      return tell(message)
    }

    await telling.write('title:1', answerOf('one', { checkedAt: 1_234 }))

    assert.deepEqual(bus.told, [learned('title:1', 1_234)])
  })

  it('do not wait until that is on its way', async () => {
    bus.tell = () => new Promise(() => {})

    await telling.write('title:1', answerOf('one'))

    assert.ok(memory.entries.has('title:1'))
  })

  it('tell nothing of reading, nor of what only turns stale', async () => {
    await telling.near('title:1')
    await telling.further('title:1', null)
    await telling.expire('title:1', answerOf('one'), 0)

    assert.deepEqual(bus.told, [])
  })

  it('tell nothing of what could not be kept', async () => {
    memory.write = () => Promise.reject(new Error('full'))

    await assert.rejects(telling.write('title:1', answerOf('one')), /full/)

    assert.deepEqual(bus.told, [])
  })
})
