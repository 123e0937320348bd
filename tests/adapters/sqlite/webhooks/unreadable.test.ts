import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { openSqliteStore } from '../../../../src/adapters/sqlite/store.ts'
import type { Unreadable } from '../../../../src/adapters/sqlite/unreadable.ts'
import { eventOf } from '../../../contracts/event-log.ts'
import { deliveryOf } from '../../../contracts/outbox.ts'
import { webhookOf } from '../../../contracts/webhook-store.ts'
import { createTemporaryFolders } from '../../../support/temporary-folders.ts'

describe('SQLite store, with a row of webhooks that nobody of us wrote', () => {
  const folders = createTemporaryFolders()
  const closing: (() => void)[] = []
  after(() => {
    for (const close of closing) close()
    folders.removeAll()
  })

  async function openBoth() {
    const dir = folders.make()
    const told: Unreadable[] = []
    const store = await openSqliteStore(dir, { onUnreadable: (row) => told.push(row) })
    const other = new DatabaseSync(join(dir, 'anilibria.db'))
    closing.push(() => {
      other.close()
      store.close()
    })
    return { store, other, told }
  }

  it('leaves a webhook out, tells of it, and can remove it or add it anew', async () => {
    const { store, other, told } = await openBoth()
    for (const broken of [
      `url = x'00'`,
      `secret = x'00'`,
      `types = '{'`,
      `types = '"new_title"'`,
      `types = '["no such thing"]'`,
      `types = 7`,
      `title_ids = '["9542"]'`,
      `created_at = 'no such thing'`,
      `disabled_at = 1`,
      `disabled_reason = 'no such thing'`,
      `disabled_at = 'no such thing', disabled_reason = ''`,
    ]) {
      await store.webhooks.add(webhookOf('a'))
      await store.webhooks.add(webhookOf('b'))
      other.exec(`UPDATE webhooks SET ${broken} WHERE id = 'a'`)

      assert.deepEqual(await store.webhooks.list(), [webhookOf('b')], broken)
      assert.deepEqual(told.splice(0), [{ collection: 'webhooks', id: 'a' }])
    }
    assert.equal(await store.webhooks.remove('a'), true)
    assert.deepEqual(await store.webhooks.list(), [webhookOf('b')])
    assert.deepEqual(told, [])
  })

  it('leaves a delivery out, tells of it, and gives as many others as were asked for', async () => {
    const { store, other, told } = await openBoth()
    const rest = ['b', 'c'].map((id) => deliveryOf('one', eventOf(id)))
    for (const broken of [
      `event = x'00'`,
      `event = '{'`,
      `event = 'null'`,
      `event = '[]'`,
      `event = '{"id": "a"}'`,
      `event = json_set(event, '$.id', 'b')`,
      `attempts = 'no such thing'`,
      `added_at = 'no such thing'`,
      `next_at = 'no such thing'`,
    ]) {
      for (const id of ['a', 'b', 'c', 'd']) await store.outbox.add(['one'], eventOf(id), 1_000)
      other.exec(`UPDATE outbox SET ${broken} WHERE event_id = 'a'`)

      assert.deepEqual(await store.outbox.pending('one', 2), rest, broken)
      assert.deepEqual(told.splice(0), [{ collection: 'outbox', id: 'one/a' }])

      await store.outbox.drop('one')
      assert.equal(await store.outbox.count(), 0)
    }
  })
})
