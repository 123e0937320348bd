import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventType, TitleEvent } from '../../../src/core/events/title-event.ts'
import { measuredWrites } from '../../../src/telemetry/measured/measured-writes.ts'
import { collectLog, eventOf } from '../../support/log-lines.ts'
import { createRecordingMeter } from '../recording-meter.ts'

const eventOfType = (type: EventType, id: string): TitleEvent => {
  return { id, type, titleId: 9000, data: {}, foundAt: 0, freshAt: null, traceparent: null }
}

describe('measuredWrites()', () => {
  it('logs a title that was written, and counts its episodes and events', () => {
    const { log, lines } = collectLog()
    const meter = createRecordingMeter()

    measuredWrites({ log, meter })({
      titleId: 9000,
      episodes: { created: 2, updated: 3, unchanged: 5 },
      events: [
        eventOfType('new_episode', 'a'),
        eventOfType('new_episode', 'b'),
        eventOfType('status_change', 'c'),
      ],
    })

    const [line] = lines()
    assert.ok(line && eventOf(line) === 'savingTitle')
    assert.deepEqual([line.title_id, line.episodes_count], [9000, 10])
    assert.deepEqual(meter.numbers, {
      'episodesProcessed created': 2,
      'episodesProcessed updated': 3,
      'episodesProcessed unchanged': 5,
      'eventsRecorded new_episode': 2,
      'eventsRecorded status_change': 1,
    })
  })
})
