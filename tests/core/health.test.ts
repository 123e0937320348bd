import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../src/core/failure.ts'
import { createHealth, type HealthCheck } from '../../src/core/health.ts'

function checkThat(name: string, run: HealthCheck['run'], timeoutMs = 1000): HealthCheck {
  return { name, timeoutMs, essential: true, run }
}

const works = async () => {}

describe('createHealth()', () => {
  it('runs all checks at once and tells each one’s error as a code', async () => {
    const health = createHealth({
      checks: [
        checkThat('fine', works),
        checkThat('down', () => Promise.reject(new Failure('unavailable', 'redis://secret'))),
        checkThat('bug', () => Promise.reject(new TypeError('secret'))),
      ],
    })

    const checked = await health.check()

    assert.deepEqual(
      checked.map(({ name, error }) => [name, error]),
      [
        ['fine', null],
        ['down', 'unavailable'],
        ['bug', 'internal'],
      ],
    )
  })

  it('waits for a slow check no longer than its own limit, and stops it', async () => {
    let stopped = false
    const slow = (signal: AbortSignal) =>
      new Promise<void>(() => {
        signal.addEventListener('abort', () => {
          stopped = true
        })
      })
    const health = createHealth({ checks: [checkThat('slow', slow, 10)] })

    const [checked] = await health.check()

    assert.equal(checked?.error, 'timeout')
    assert.ok(stopped)
  })

  it('keeps what the checks said for a while, also while they run', async () => {
    let [runs, time] = [0, 0]
    const count = async () => {
      runs += 1
    }
    const health = createHealth({
      checks: [checkThat('counted', count)],
      keepMs: 5000,
      now: () => time,
    })

    await Promise.all([health.check(), health.check()])
    time = 4999
    await health.check()
    assert.equal(runs, 1)
    time = 5000
    await health.check()
    assert.equal(runs, 2)
  })

  it('tells how long each check took', async () => {
    let time = 0
    const takes = async () => {
      time += 42
    }
    const health = createHealth({ checks: [checkThat('slow', takes)], now: () => time })

    const [checked] = await health.check()

    assert.equal(checked?.responseTimeMs, 42)
  })
})
