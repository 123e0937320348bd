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
    const day = Date.UTC(2026, 10, 30)
    let [now, time] = [performance.now() + 5000, day]
    mock.method(performance, 'now', () => now)
    mock.method(Date, 'now', () => time)

    assert.equal(timeOf(now), day)
    time += 60_000
    now += 999
    assert.equal(timeOf(now), day + 999, 'a trace has one origin')
    now += 2
    assert.equal(timeOf(now), day + 60_000)
  })

  it('goes by the clock of now, also for a moment that has passed', () => {
    const now = performance.now() + 50_000
    mock.method(performance, 'now', () => now)
    mock.method(Date, 'now', () => 1_789_000_000_000)

    assert.equal(originAt(now - 30), 1_789_000_000_000 - now)
    assert.equal(timeOf(now - 30), 1_789_000_000_000 - 30)
  })
})
