import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createMemoryCache } from '../../../src/adapters/memory/cache.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Cache } from '../../../src/core/store/cache.ts'
import { createHitRate, type HitRate } from '../../../src/telemetry/measured/hit-rate.ts'
import { measuredCache } from '../../../src/telemetry/measured/measured-cache.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { keptOf } from '../../support/answers.ts'
import { createFakeCache } from '../../support/fake-cache.ts'
import { createFailingCache } from '../failing-cache.ts'
import { createRecordingMeter, type RecordingMeter } from '../recording-meter.ts'

describe('measured cache', () => {
  const now = 1000
  let meter: RecordingMeter
  let hitRate: HitRate
  beforeEach(() => {
    meter = createRecordingMeter()
    hitRate = createHitRate({ now: () => now })
  })

  const measured = <C extends Cache>(
    cache: C,
    level: 'memory' | 'redis' | 'database' = 'memory',
  ): C => measuredCache(cache, { level, meter, hitRate, now: () => now })

  itIsACache(async () =>
    measuredCache(createFakeCache(), {
      level: 'memory',
      meter: createRecordingMeter(),
      hitRate: createHitRate(),
    }),
  )

  it('counts a fresh answer as a hit, a stale or absent one as a miss', async () => {
    const cache = measured(createFakeCache())
    await cache.write('fresh', keptOf('a', now + 1))
    await cache.write('stale', keptOf('a', now))

    for (const key of ['fresh', 'fresh', 'stale', 'absent']) await cache.read(key)

    assert.deepEqual(meter.numbers, {
      'cacheOperations set memory ok': 2,
      'cacheOperations get memory hit': 2,
      'cacheOperations get memory miss': 2,
    })
    assert.equal(hitRate.read(), 0.5)
  })

  it('hands out what lies in the cache, a stale answer too', async () => {
    const cache = measured(createFakeCache())
    await cache.write('stale', keptOf('a', 1))

    assert.deepEqual(await cache.read('stale'), keptOf('a', 1))
  })

  it('answers at once where its cache does, and counts the same', () => {
    const cache = measured(createMemoryCache({ maxBytes: 10_000 }))
    const kept = keptOf('a', now + 1)

    const [absent, written, read] = [cache.read('a'), cache.write('a', kept), cache.read('a')]
    const removed = cache.remove('a')

    assert.deepEqual([absent, written, read, removed], [null, undefined, kept, undefined])
    assert.deepEqual(meter.numbers, {
      'cacheOperations get memory miss': 1,
      'cacheOperations set memory ok': 1,
      'cacheOperations get memory hit': 1,
      'cacheOperations delete memory ok': 1,
    })
    assert.equal(hitRate.read(), 0.5)
  })

  it('counts removals', async () => {
    await measured(createFakeCache(), 'redis').remove('a')

    assert.deepEqual(meter.numbers, { 'cacheOperations delete redis ok': 1 })
  })

  it('counts what fails as an error of its level, passes it on, and takes it for no miss', async () => {
    const failure = new Failure('unavailable', 'Cannot')
    const cache = measured(createFailingCache(failure), 'redis')

    await assert.rejects(cache.read('a'), failure)
    await assert.rejects(cache.write('a', keptOf('a', 1)), failure)
    await assert.rejects(cache.remove('a'), failure)

    assert.deepEqual(meter.numbers, {
      'cacheOperations get redis error': 1,
      'cacheOperations set redis error': 1,
      'cacheOperations delete redis error': 1,
      'errors unavailable cache': 3,
    })
    assert.equal(hitRate.read(), null)
  })

  it('leaves it to the store to count what fails there', async () => {
    await assert.rejects(measured(createFailingCache(new TypeError('bug')), 'database').read('a'))

    assert.deepEqual(meter.numbers, { 'cacheOperations get database error': 1 })
  })
})
