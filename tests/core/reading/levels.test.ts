import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLevels } from '../../../src/core/reading/levels.ts'
import { answerOf, keptOf } from '../../support/answers.ts'
import { createFakeCache } from '../../support/fake-cache.ts'

/** Three levels at 10,000, with lifetimes of 100, 200 and 300 ms. */
function createWorld() {
  const [memory, redis, database] = [createFakeCache(), createFakeCache(), createFakeCache()]
  const levels = createLevels(
    { name: 'memory', cache: memory, ttlMs: 100 },
    [
      { name: 'redis', cache: redis, ttlMs: 200 },
      { name: 'database', cache: database, ttlMs: 300 },
    ],
    () => 10_000,
  )
  return { memory, redis, database, levels }
}

describe('near()', () => {
  it('asks the nearest level only, and tells what it holds, fresh or stale', async () => {
    const { memory, redis, levels } = createWorld()
    await redis.write('a', keptOf('a', 10_001))
    assert.equal(await levels.near('a'), null)
    assert.deepEqual(redis.reads, [])

    await memory.write('a', keptOf('a', 9_999))

    assert.deepEqual(await levels.near('a'), { ...keptOf('a', 9_999), level: 'memory' })
  })
})

describe('further()', () => {
  it('finds null if nobody has it', async () => {
    const { levels } = createWorld()

    assert.equal(await levels.further('a', null), null)
  })

  it('takes the first fresh answer, and asks nobody behind it', async () => {
    const { redis, database, levels } = createWorld()
    await redis.write('a', keptOf('of redis', 10_001))
    await database.write('a', keptOf('of the database', 10_300))

    const held = await levels.further('a', null)

    assert.deepEqual(held, { ...keptOf('of redis', 10_001), level: 'redis' })
    assert.deepEqual(database.reads, [])
  })

  it('keeps a fresh answer nearer too, no longer than each level may', async () => {
    const { memory, redis, database, levels } = createWorld()
    await database.write('a', keptOf('a', 10_150))

    const held = await levels.further('a', null)

    assert.deepEqual(held, { ...keptOf('a', 10_150), level: 'database' })
    assert.deepEqual(memory.entries.get('a'), keptOf('a', 10_100))
    assert.deepEqual(redis.entries.get('a'), keptOf('a', 10_150))
    assert.deepEqual(database.entries.get('a'), keptOf('a', 10_150))
  })

  it('goes on past a stale answer to a fresh one', async () => {
    const { redis, database, levels } = createWorld()
    await redis.write('a', keptOf('old', 10_000))
    await database.write('a', keptOf('new', 10_300))

    assert.equal((await levels.further('a', null))?.level, 'database')
    assert.deepEqual(redis.entries.get('a'), keptOf('new', 10_200))
  })

  it('takes the least stale answer if none is fresh, and does not keep it nearer', async () => {
    const { memory, redis, database, levels } = createWorld()
    await redis.write('a', keptOf('older', 8_000))
    await database.write('a', keptOf('old', 9_000))

    const held = await levels.further('a', null)

    assert.deepEqual(held, { ...keptOf('old', 9_000), level: 'database' })
    assert.equal(memory.entries.size, 0)
    assert.deepEqual(redis.entries.get('a'), keptOf('older', 8_000))
  })

  it('takes the near one if that is the least stale', async () => {
    const { redis, levels } = createWorld()
    await redis.write('a', keptOf('older', 8_000))
    const near = { ...keptOf('old', 9_000), level: 'memory' } as const

    assert.equal(await levels.further('a', near), near)
  })
})

describe('write()', () => {
  it('writes to every level, each with its lifetime since the answer was checked', async () => {
    const { memory, redis, database, levels } = createWorld()
    const answer = answerOf('a', { checkedAt: 9_990 })

    await levels.write('a', answer)

    assert.deepEqual(memory.entries.get('a'), { answer, freshUntil: 10_090 })
    assert.deepEqual(redis.entries.get('a'), { answer, freshUntil: 10_190 })
    assert.deepEqual(database.entries.get('a'), { answer, freshUntil: 10_290 })
  })
})

describe('expire()', () => {
  it('makes an answer stale at every level, and loses it nowhere', async () => {
    const { memory, redis, database, levels } = createWorld()
    await levels.write('a', answerOf('a'))

    await levels.expire('a', answerOf('a'), 5_000)

    for (const { entries } of [memory, redis, database]) {
      assert.deepEqual(entries.get('a'), keptOf('a', 5_000))
    }
  })
})
