import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { RateLimiterOptions } from '../../src/adapters/rate-limiter/memory.ts'
import type { RateLimiter } from '../../src/core/rate-limiter.ts'

/** Declares what every rate limiter does. `open` makes one that has counted nothing yet. */
export function itIsARateLimiter(
  open: (options: RateLimiterOptions) => Promise<RateLimiter>,
): void {
  describe('is a rate limiter, so it', () => {
    it('allows a burst for each key, then refuses', async () => {
      const limiter = await open({ perMinute: 60, burst: 2 })
      const allowed = async (key: string) => (await limiter.take(key)).allowed

      assert.deepEqual(
        [await allowed('a'), await allowed('a'), await allowed('a'), await allowed('::1')],
        [true, true, false, true],
      )
    })

    it('tells how many are left, and when all are back', async () => {
      const limiter = await open({ perMinute: 60, burst: 2 })

      const taken = [await limiter.take('a'), await limiter.take('a'), await limiter.take('a')]

      assert.deepEqual(
        taken.map(({ left }) => left),
        [1, 0, 0],
      )
      for (const { resetMs } of taken) assert.ok(resetMs > 1_000 && resetMs <= 2_000, `${resetMs}`)
    })

    // Waits until the shortest of windows is over.
    it('allows a burst again after that time, also one of less than a second', async () => {
      const limiter = await open({ perMinute: 600, burst: 2 })
      for (let count = 0; count < 3; count += 1) await limiter.take('a')
      const { allowed, resetMs } = await limiter.take('a')
      assert.ok(!allowed && resetMs > 0 && resetMs <= 200, `${allowed} ${resetMs}`)

      await setTimeout(resetMs + 20)

      const again = [await limiter.take('a'), await limiter.take('a'), await limiter.take('a')]
      assert.deepEqual(
        again.map(({ allowed }) => allowed),
        [true, true, false],
      )
    })

    it('counts each of many at once', async () => {
      const limiter = await open({ perMinute: 60, burst: 5 })

      const taken = await Promise.all(Array.from({ length: 20 }, () => limiter.take('a')))

      assert.equal(taken.filter(({ allowed }) => allowed).length, 5)
    })
  })
}
