import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Aliases } from '../../src/core/store/aliases.ts'

/** Declares what all aliases do. `open` makes some that know nothing yet. */
export function itIsAliases(open: () => Promise<Aliases>): void {
  describe('knows aliases, so it', () => {
    it('finds the title of a learned alias', async () => {
      const aliases = await open()
      await aliases.learn('sousou-no-frieren', 9542)

      assert.equal(await aliases.find('sousou-no-frieren'), 9542)
    })

    it('finds null for what was never learned', async () => {
      const aliases = await open()
      await aliases.learn('sousou-no-frieren', 9542)

      assert.equal(await aliases.find('sousou-no'), null)
      assert.equal(await aliases.find(''), null)
    })

    it('knows several aliases of one title', async () => {
      const aliases = await open()
      await aliases.learn('frieren', 9542)
      await aliases.learn('sousou-no-frieren', 9542)

      assert.equal(await aliases.find('frieren'), 9542)
      assert.equal(await aliases.find('sousou-no-frieren'), 9542)
    })

    it('follows an alias that moves to another title', async () => {
      const aliases = await open()
      await aliases.learn('frieren', 9542)
      await aliases.learn('frieren', 9999)

      assert.equal(await aliases.find('frieren'), 9999)
    })

    it('learns the same twice without complaint', async () => {
      const aliases = await open()
      await aliases.learn('frieren', 9542)
      await aliases.learn('frieren', 9542)

      assert.equal(await aliases.find('frieren'), 9542)
    })
  })
}
