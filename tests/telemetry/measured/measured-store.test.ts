import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createMemoryAliases } from '../../../src/adapters/memory/aliases.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Aliases } from '../../../src/core/store/aliases.ts'
import type { AnswerStore } from '../../../src/core/store/store.ts'
import { createHitRate } from '../../../src/telemetry/measured/hit-rate.ts'
import { measuredStore } from '../../../src/telemetry/measured/measured-store.ts'
import { itIsAliases } from '../../contracts/aliases.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { keptOf } from '../../support/answers.ts'
import { createFakeCache } from '../../support/fake-cache.ts'
import { createFailingCache } from '../failing-cache.ts'
import { createRecordingMeter, type RecordingMeter } from '../recording-meter.ts'

const failure = new Failure('unavailable', 'Cannot')
const fail = async (): Promise<never> => {
  throw failure
}
const brokenAliases: Aliases = { find: fail, learn: fail }

function createStore(): AnswerStore {
  return { titles: createFakeCache(), lists: createFakeCache(), aliases: createMemoryAliases() }
}

describe('measured store', () => {
  let clock = 0
  let meter: RecordingMeter
  beforeEach(() => {
    clock = 0
    meter = createRecordingMeter()
  })

  const measured = (store: AnswerStore = createStore()): AnswerStore =>
    measuredStore(store, {
      meter,
      hitRate: createHitRate(),
      now: () => 1000,
      clock: () => (clock += 20),
    })

  itIsACache(async () => measured().titles)
  itIsACache(async () => measured().lists)
  itIsAliases(async () => measured().aliases)

  it('counts operations by collection, and as the last level of the cache', async () => {
    const { titles, lists, aliases } = measured()

    await titles.write('a', keptOf('a', 2000))
    await titles.read('a')
    await lists.read('b')
    await lists.remove('b')
    await aliases.learn('frieren', 1)
    await aliases.find('frieren')

    assert.deepEqual(meter.numbers, {
      'databaseOperations write titles ok': 1,
      'cacheOperations set database ok': 1,
      'databaseOperations find titles ok': 1,
      'cacheOperations get database hit': 1,
      'databaseOperations find lists ok': 1,
      'cacheOperations get database miss': 1,
      'databaseOperations delete lists ok': 1,
      'cacheOperations delete database ok': 1,
      'databaseOperations write aliases ok': 1,
      'databaseOperations find aliases ok': 1,
    })
  })

  it('times operations in seconds', async () => {
    await measured().titles.read('a')

    assert.deepEqual(meter.durations, [
      { series: 'databaseOperationDuration find titles', seconds: 0.02 },
    ])
  })

  it('counts each failure once as an error of the database, and passes it on', async () => {
    const broken = createFailingCache(failure)
    const store = measured({ titles: broken, lists: broken, aliases: brokenAliases })

    await assert.rejects(store.titles.read('a'), failure)
    await assert.rejects(store.aliases.find('a'), failure)
    await assert.rejects(store.aliases.learn('a', 1), failure)

    assert.deepEqual(meter.numbers, {
      'databaseOperations find titles error': 1,
      'cacheOperations get database error': 1,
      'databaseOperations find aliases error': 1,
      'databaseOperations write aliases error': 1,
      'errors unavailable database': 3,
    })
    assert.equal(meter.durations.length, 3)
  })
})
