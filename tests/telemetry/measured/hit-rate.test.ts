import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createHitRate, type HitRate } from '../../../src/telemetry/measured/hit-rate.ts'

describe('hit rate', () => {
  let now = 0
  let rate: HitRate
  beforeEach(() => {
    now = 1_700_000_000_000
    rate = createHitRate({ now: () => now })
  })

  const minutes = (count: number): void => {
    now += count * 60_000
  }

  it('is not there before the first look-up', () => {
    assert.equal(rate.read(), null)
  })

  it('is the share of look-ups that were hits', () => {
    for (const isHit of [true, false, true, true]) rate.count(isHit, now)

    assert.equal(rate.read(), 0.75)
  })

  it('is 0 when nothing was a hit', () => {
    rate.count(false, now)

    assert.equal(rate.read(), 0)
  })

  it('forgets what lies more than five minutes back', () => {
    rate.count(false, now)
    minutes(4)
    rate.count(true, now)
    assert.equal(rate.read(), 0.5)

    minutes(1)

    assert.equal(rate.read(), 1)
  })

  it('is not there again once all look-ups are forgotten', () => {
    rate.count(true, now)

    minutes(5)

    assert.equal(rate.read(), null)
  })

  it('does not take up again what it once forgot', () => {
    rate.count(false, now)
    minutes(60)

    rate.count(true, now)

    assert.equal(rate.read(), 1)
  })
})
