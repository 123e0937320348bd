import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemoryAliases } from '../../../src/adapters/memory/aliases.ts'
import { itIsAliases } from '../../contracts/aliases.ts'

describe('memory aliases', () => {
  itIsAliases(async () => createMemoryAliases())

  it('forgets the least recently used when there are too many', async () => {
    const aliases = createMemoryAliases({ most: 2 })
    await aliases.learn('one', 1)
    await aliases.learn('two', 2)
    await aliases.find('one')

    await aliases.learn('three', 3)

    assert.equal(await aliases.find('one'), 1)
    assert.equal(await aliases.find('two'), null)
    assert.equal(await aliases.find('three'), 3)
  })
})
