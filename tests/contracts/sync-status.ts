import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SyncStatus } from '../../src/core/store/sync-status.ts'

/** Declares what every keeper of states does. `open` makes one that knows nothing yet. */
export function itIsASyncStatus(open: () => Promise<SyncStatus>): void {
  describe('keeps states, so it', () => {
    it('reads null for what was never written', async () => {
      const syncStatus = await open()
      await syncStatus.write('catalogue', { page: 3 })

      assert.equal(await syncStatus.read('watch'), null)
      assert.equal(await syncStatus.read(''), null)
    })

    it('reads back what was written, as JSON gives it', async () => {
      const syncStatus = await open()
      const state = {
        page: 3,
        'a.b': { $set: [[1.5, -1, 1_789_000_000_123], null, 'Фрирен\u0000', true, {}, ''] },
      }
      await syncStatus.write('catalogue', { ...state, left: undefined })

      assert.deepEqual(await syncStatus.read('catalogue'), state)
    })

    it('keeps any JSON', async () => {
      const syncStatus = await open()

      for (const state of [0, '', 'text', false, [], [null], {}, null]) {
        await syncStatus.write('watch', state)
        assert.deepEqual(await syncStatus.read('watch'), state)
      }
    })

    it('replaces the whole of a state, and of that one only', async () => {
      const syncStatus = await open()
      await syncStatus.write('catalogue', { page: 3, failed: [9542] })
      await syncStatus.write('watch', { last: 1 })

      await syncStatus.write('catalogue', { page: 4 })

      assert.deepEqual(await syncStatus.read('catalogue'), { page: 4 })
      assert.deepEqual(await syncStatus.read('watch'), { last: 1 })
    })
  })
}
