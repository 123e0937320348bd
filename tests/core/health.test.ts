import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../src/core/failure.ts'
import { createHealth, type HealthCheck } from '../../src/core/health.ts'

const well: HealthCheck = { name: 'store', essential: true, timeoutMs: 1_000, run: async () => {} }

describe('check()', () => {
  it('tells who is well and who is not, with a code for a reason', async () => {
    const down = new Failure('unavailable', 'Cannot reach it')
    const health = createHealth({
      checks: [
        well,
        { ...well, name: 'catalog', essential: false, run: () => Promise.reject(down) },
        { ...well, name: 'slow', timeoutMs: 5, run: () => new Promise(() => {}) },
        { ...well, name: 'buggy', run: () => Promise.reject(new Error('with secrets')) },
      ],
      now: () => 0,
    })

    const checked = await health.check()

    assert.deepEqual(checked, [
      { name: 'store', essential: true, responseTimeMs: 0, error: null },
      { name: 'catalog', essential: false, responseTimeMs: 0, error: 'unavailable' },
      { name: 'slow', essential: true, responseTimeMs: 0, error: 'timeout' },
      { name: 'buggy', essential: true, responseTimeMs: 0, error: 'internal' },
    ])
  })

  it('asks again only after a while', async () => {
    let [now, runs] = [0, 0]
    const run = async (): Promise<void> => {
      runs += 1
    }
    const health = createHealth({ checks: [{ ...well, run }], now: () => now })
    await Promise.all([health.check(), health.check()])
    now = 4_999
    await health.check()
    assert.equal(runs, 1)

    now = 5_000
    await health.check()

    assert.equal(runs, 2)
  })

  it('measures how long each took', async () => {
    let now = 0
    const run = async (): Promise<void> => {
      now += 12
    }

    const [checked] = await createHealth({ checks: [{ ...well, run }], now: () => now }).check()

    assert.equal(checked?.responseTimeMs, 12)
  })

  it('stops a check that is too slow', async () => {
    let seen: AbortSignal | undefined
    const run = (signal: AbortSignal): Promise<never> => {
      seen = signal
      return new Promise(() => {})
    }

    await createHealth({ checks: [{ ...well, timeoutMs: 5, run }] }).check()

    assert.equal(seen?.aborted, true)
  })
})
