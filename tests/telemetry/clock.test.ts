import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import { originAt, timeOf } from '../../src/telemetry/clock.ts'

afterEach(() => mock.restoreAll())

describe('timeOf()', () => {
  it('tells the time of day in parts of milliseconds, and never goes back', () => {
    const moments = Array.from({ length: 1000 }, () => performance.now())
    const told = moments.map(timeOf)

    assert.ok(Math.abs((told[0] ?? 0) - Date.now()) < 50)
    assert.ok(told.every((ms, at) => at === 0 || ms >= (told[at - 1] as number)))
    assert.ok(told.some((ms) => !Number.isInteger(ms)))
  })

  it('follows the time of day, once a second', () => {
    const day = Date.UTC(2020, 10, 30)
    let [now, time] = [performance.now() + 5000, day]
    mock.method(performance, 'now', () => now)
    mock.method(Date, 'now', () => time)

    const told = timeOf(now)
    assert.ok(told >= day && told <= day + 1, `${told}`)
    time += 60_000
    now += 999
    assert.equal(timeOf(now), told + 999)
    now += 2
    assert.equal(timeOf(now), day + 60_000)
  })

  it('goes by the clock of now, also for a moment that has passed', () => {
    const now = performance.now() + 50_000
    mock.method(performance, 'now', () => now)
    mock.method(Date, 'now', () => 1_789_000_000_000)

    const origin = originAt(now - 30)
    assert.ok(Math.abs(origin - (1_789_000_000_000 - now)) <= 1, `${origin}`)
    assert.equal(timeOf(now - 30), origin + now - 30)
  })

  it('stays as it is while the time of day, in whole milliseconds, allows that', () => {
    let now = performance.now() + 100_000
    const day = Date.UTC(2020, 10, 30)
    mock.method(performance, 'now', () => now)
    mock.method(Date, 'now', () => Math.floor(day + now))
    // Brings it near, from both sides.
    for (const part of [0, 0.001, 0.999]) {
      now = Math.floor(now) + 2000 + part
      originAt(now)
    }
    for (let step = 0; step < 100; step += 1) {
      now += 1000.37
      const off = originAt(now) - day

      assert.ok(Math.abs(off) < 0.002, `${off}`)
    }
  })
})
