import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../src/core/failure.ts'
import { createBackground } from '../../src/main/background.ts'
import type { Log } from '../../src/telemetry/log.ts'
import { silentMeter } from '../../src/telemetry/silent-meter.ts'

function backgroundWithLog() {
  const events: string[] = []
  const log: Log = { write: (event) => void events.push(event), writes: () => true }
  return { events, background: createBackground({ log, meter: silentMeter }) }
}

describe('background work', () => {
  it('is waited for until none is left, also what began meanwhile', async () => {
    const { background } = backgroundWithLog()
    const done: string[] = []
    const later = async () => void done.push('later')
    background.hold(
      (async () => {
        await null
        done.push('first')
        background.hold(later())
      })(),
    )

    await background.idle()

    assert.deepEqual(done, ['first', 'later'])
  })

  it('tells of bugs, not of failures that are expected', async () => {
    const { background, events } = backgroundWithLog()
    background.hold(Promise.reject(new TypeError('bug')))
    background.hold(Promise.reject(new Failure('unavailable', 'down')))

    await background.idle()

    assert.deepEqual(events, ['backgroundFailed'])
  })
})
