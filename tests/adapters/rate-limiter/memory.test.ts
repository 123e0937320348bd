import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemoryRateLimiter } from '../../../src/adapters/rate-limiter/memory.ts'

describe('memory rate limiter', () => {
  it('allows a burst for each key, then refuses until it has come back', async () => {
    const limiter = createMemoryRateLimiter({ perMinute: 600, burst: 2 })
    const allowed = async (key: string) => (await limiter.take(key)).allowed

    assert.deepEqual(
      [await allowed('a'), await allowed('a'), await allowed('a'), await allowed('b')],
      [true, true, false, true],
    )
    const { left, resetMs } = await limiter.take('a')
    assert.equal(left, 0)
    assert.ok(resetMs > 0 && resetMs <= 200, `${resetMs}`)
  })
})
