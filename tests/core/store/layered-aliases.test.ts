import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemoryAliases } from '../../../src/adapters/memory/aliases.ts'
import { layeredAliases } from '../../../src/core/store/layered-aliases.ts'
import { itIsAliases } from '../../contracts/aliases.ts'

describe('layered aliases', () => {
  itIsAliases(async () => layeredAliases(createMemoryAliases(), createMemoryAliases()))

  it('let the near ones learn what the far ones know', async () => {
    const [near, far] = [createMemoryAliases(), createMemoryAliases()]
    await far.learn('frieren', 9542)

    assert.equal(await layeredAliases(near, far).find('frieren'), 9542)

    assert.equal(await near.find('frieren'), 9542)
  })

  it('do not ask the far ones for what the near ones know', async () => {
    const near = createMemoryAliases()
    await near.learn('frieren', 9542)
    const unreachable = (): Promise<never> => Promise.reject(new Error('asked'))

    const aliases = layeredAliases(near, { find: unreachable, learn: unreachable })

    assert.equal(await aliases.find('frieren'), 9542)
  })

  it('learn near and far', async () => {
    const [near, far] = [createMemoryAliases(), createMemoryAliases()]

    await layeredAliases(near, far).learn('frieren', 9542)

    assert.deepEqual([await near.find('frieren'), await far.find('frieren')], [9542, 9542])
  })
})
