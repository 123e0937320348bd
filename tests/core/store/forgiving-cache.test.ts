import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unbroken } from '../../../src/core/breaker.ts'
import type { Far } from '../../../src/core/soon.ts'
import type { Cache } from '../../../src/core/store/cache.ts'
import { forgivingCache } from '../../../src/core/store/forgiving-cache.ts'
import { createGuard } from '../../../src/core/store/guard.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { keptOf } from '../../support/answers.ts'
import { createFakeCache } from '../../support/fake-cache.ts'

const patient = guardOf(1_000)

function guardOf(waitMs: number, onFailure: (error: unknown) => void = () => {}) {
  return createGuard({ waitMs, breaker: unbroken, onFailure })
}

const never = (): Promise<never> => new Promise(() => {})

describe('forgiving cache', () => {
  itIsACache(async () => forgivingCache(createFakeCache(), patient))

  it('misses, and writes and removes nothing, while the cache fails', async () => {
    const broken = new Error('down')
    const fail = (): Promise<never> => Promise.reject(broken)
    const told: unknown[] = []
    const onFailure = (error: unknown): void => void told.push(error)
    const failing: Far<Cache> = { read: fail, write: fail, remove: fail }
    const cache = forgivingCache(failing, guardOf(1_000, onFailure))

    assert.equal(await cache.read('a'), null)
    await cache.write('a', keptOf('a'))
    await cache.remove('a')

    assert.deepEqual(told, [broken, broken, broken])
  })

  it('waits for no longer than it may', async () => {
    const told: unknown[] = []
    const slow: Far<Cache> = { read: never, write: never, remove: never }
    const cache = forgivingCache(
      slow,
      guardOf(5, (error) => told.push(error)),
    )

    assert.equal(await cache.read('a'), null)
    await cache.write('a', keptOf('a'))
    await cache.remove('a')

    const [error] = told
    assert.equal(told.length, 3)
    assert.ok(error instanceof Error && 'code' in error && error.code === 'timeout')
  })

  it('forgives what is thrown at once, with nobody to tell', async () => {
    const cache = forgivingCache(
      {
        ...createFakeCache(),
        read() {
          throw new TypeError('a bug')
        },
      },
      patient,
    )

    assert.equal(await cache.read('a'), null)
  })
})
