import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import type { Synced, SyncTitles } from '../../../src/core/sync/sync-titles.ts'
import { measuredSync } from '../../../src/telemetry/measured/measured-sync.ts'
import { type CollectedLog, collectLog, eventOf } from '../../support/log-lines.ts'
import { createRecordingMeter, type RecordingMeter } from '../recording-meter.ts'

const { signal } = new AbortController()
const synced: Synced = { titleId: 1, outcome: 'synced', episodes: 12 }
const fresh: Synced = { titleId: 2, outcome: 'unchanged', episodes: null }
const unknown: Synced = { titleId: 3, outcome: 'not-found', episodes: null }
const failure = new Failure('unavailable', 'Cannot reach AniLibria: no host has answered')

describe('measured bringing up to date of titles', () => {
  let log: CollectedLog
  let meter: RecordingMeter
  beforeEach(() => {
    log = collectLog()
    meter = createRecordingMeter()
  })

  const measured = (sync: Partial<SyncTitles>): SyncTitles => {
    const never = () => assert.fail('It was not to be asked')
    return measuredSync({ one: never, many: never, ...sync }, { log: log.log, meter })
  }

  const lines = () =>
    log.lines().map((line) => [eventOf(line), line.title_id, line.episodes_count, line.action])

  it('tells of one title when it begins, and how it ended', async () => {
    const given: unknown[] = []
    const sync = measured({
      async one(...asked) {
        given.push(...asked, ...lines())
        return synced
      },
    })

    assert.equal(await sync.one(1, true, signal), synced)

    const started = ['titleSyncStarted', 1, undefined, 'sync_title']
    assert.deepEqual(given, [1, true, signal, started])
    assert.deepEqual(lines(), [started, ['titleSyncCompleted', 1, 12, 'sync_title']])
    assert.deepEqual(meter.numbers, { 'titlesSynced anilibria_api': 1 })
  })

  it('does not say how many episodes a title has that was not asked for', async () => {
    await measured({ one: async () => fresh }).one(2, false, signal)

    const [, completed] = log.lines()
    assert.ok(completed && !('episodes_count' in completed))
  })

  it('takes a title that AniLibria does not know for neither done nor failed', async () => {
    assert.equal(await measured({ one: async () => unknown }).one(3, true, signal), unknown)

    assert.deepEqual(lines(), [['titleSyncStarted', 3, undefined, 'sync_title']])
    assert.deepEqual(meter.numbers, {})
  })

  it('tells why one title failed, counts that, and passes it on', async () => {
    const sync = measured({ one: () => Promise.reject(failure) })

    await assert.rejects(sync.one(1, true, signal), failure)

    const [, failed] = log.lines()
    assert.deepEqual([failed?.title_id, failed?.level], [1, 'error'])
    assert.deepEqual([failed?.error, failed?.error_type], [failure.message, 'unavailable'])
    assert.deepEqual(meter.numbers, { 'errors unavailable title_sync': 1 })
  })

  it('tells of many titles what came of each', async () => {
    const all = [synced, unknown, fresh]

    assert.equal(await measured({ many: async () => all }).many([1, 3, 2], signal), all)

    assert.deepEqual(lines(), [
      ['titleSyncCompleted', 1, 12, 'sync_title'],
      ['titleSyncCompleted', 2, undefined, 'sync_title'],
    ])
    assert.deepEqual(meter.numbers, { 'titlesSynced anilibria_api': 2 })
  })

  it('tells once that many failed, of no title, and passes it on', async () => {
    const sync = measured({ many: () => Promise.reject(failure) })

    await assert.rejects(sync.many([1, 2], signal), failure)

    assert.deepEqual(lines(), [['titleSyncFailed', undefined, undefined, 'sync_title']])
    assert.deepEqual(meter.numbers, { 'errors unavailable title_sync': 1 })
  })
})
