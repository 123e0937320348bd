import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import type { Store } from '../../../src/core/store/store.ts'
import { measuredStore } from '../../../src/telemetry/measured/measured-store.ts'
import { itIsAliases } from '../../contracts/aliases.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { itIsAnEventLog } from '../../contracts/event-log.ts'
import { itIsAnOutbox } from '../../contracts/outbox.ts'
import { itIsASyncStatus } from '../../contracts/sync-status.ts'
import { itIsAWebhookStore } from '../../contracts/webhook-store.ts'
import { keptOf } from '../../support/answers.ts'
import { createFailingStore, createFakeStore } from '../../support/fake-store.ts'
import { createRecordingMeter, type RecordingMeter } from '../recording-meter.ts'

const failure = new Failure('unavailable', 'Cannot')
describe('measured store', () => {
  let clock = 0
  let meter: RecordingMeter
  beforeEach(() => {
    clock = 0
    meter = createRecordingMeter()
  })

  const measured = (store: Store = createFakeStore()): Store =>
    measuredStore(store, { meter, clock: () => (clock += 20) })

  itIsACache(async () => measured().titles)
  itIsACache(async () => measured().lists)
  itIsAliases(async () => measured().aliases)

  itIsASyncStatus(async () => measured().syncStatus)
  itIsAWebhookStore(async () => measured().webhooks)
  itIsAnOutbox(async () => measured().outbox)
  itIsAnEventLog(async () => measured().events)

  it('counts operations by collection', async () => {
    const { titles, lists, aliases, syncStatus, events, size } = measured()

    await titles.write('a', keptOf('a', 2000))
    await titles.read('a')
    await lists.remove('b')
    await aliases.learn('frieren', 1)
    await aliases.find('frieren')
    await syncStatus.write('watch', {})
    await syncStatus.read('watch')
    await events.append([])
    await events.newest(1)
    await events.prune(0)
    await size()

    assert.deepEqual(meter.numbers, {
      'databaseOperations write titles ok': 1,
      'databaseOperations find titles ok': 2,
      'databaseOperations delete lists ok': 1,
      'databaseOperations write aliases ok': 1,
      'databaseOperations find aliases ok': 1,
      'databaseOperations write sync_status ok': 1,
      'databaseOperations find sync_status ok': 1,
      'databaseOperations write events ok': 1,
      'databaseOperations find events ok': 1,
      'databaseOperations delete events ok': 1,
    })
  })

  it('times operations in seconds', async () => {
    await measured().titles.read('a')

    assert.deepEqual(meter.durations, [
      { series: 'databaseOperationDuration find titles', seconds: 0.02 },
    ])
  })

  it('counts each failure once as an error of the database, and passes it on', async () => {
    const store = measured(createFailingStore(failure))

    await assert.rejects(store.titles.read('a'), failure)
    await assert.rejects(store.aliases.learn('a', 1), failure)
    await assert.rejects(store.events.append([]), failure)

    assert.deepEqual(meter.numbers, {
      'databaseOperations find titles error': 1,
      'databaseOperations write aliases error': 1,
      'databaseOperations write events error': 1,
      'errors unavailable database': 3,
    })
    assert.equal(meter.durations.length, 3)
  })
})
