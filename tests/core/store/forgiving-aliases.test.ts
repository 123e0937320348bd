import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unbroken } from '../../../src/core/breaker.ts'
import { forgivingAliases } from '../../../src/core/store/forgiving-aliases.ts'
import { createGuard } from '../../../src/core/store/guard.ts'
import { itIsAliases } from '../../contracts/aliases.ts'
import { createFakeAliases } from '../../support/fake-aliases.ts'

const patient = guardOf(1_000)

function guardOf(waitMs: number, onFailure: (error: unknown) => void = () => {}) {
  return createGuard({ waitMs, breaker: unbroken, onFailure })
}

const never = (): Promise<never> => new Promise(() => {})

describe('forgiving aliases', () => {
  itIsAliases(async () => forgivingAliases(createFakeAliases(), patient))

  it('know nothing while the aliases fail', async () => {
    const broken = new Error('down')
    const fail = (): Promise<never> => Promise.reject(broken)
    const told: unknown[] = []
    const onFailure = (error: unknown): void => void told.push(error)
    const aliases = forgivingAliases({ find: fail, learn: fail }, guardOf(1_000, onFailure))

    assert.equal(await aliases.find('frieren'), null)
    await aliases.learn('frieren', 9542)

    assert.deepEqual(told, [broken, broken])
  })

  it('wait for no longer than they may', async () => {
    const aliases = forgivingAliases({ find: never, learn: never }, guardOf(5))

    assert.equal(await aliases.find('frieren'), null)
    await aliases.learn('frieren', 9542)
  })
})
