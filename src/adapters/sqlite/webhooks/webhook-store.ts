import type { DatabaseSync } from 'node:sqlite'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import type { WebhookStore } from '../../../core/webhooks/webhook-store.ts'
import { reach } from '../reach.ts'
import type { OnUnreadable } from '../unreadable.ts'
import { parseWebhook, rowOf } from './webhook-row.ts'

/** Keeps webhooks in their table; one that is added again takes the place of what was there. */
export function createSqliteWebhookStore(
  database: DatabaseSync,
  onUnreadable: OnUnreadable,
): WebhookStore {
  const add = database.prepare(
    `REPLACE INTO webhooks
      (id, url, secret, types, title_ids, created_at, disabled_at, disabled_reason) VALUES
      (:id, :url, :secret, :types, :title_ids, :created_at, :disabled_at, :disabled_reason)`,
  )
  const list = database.prepare('SELECT * FROM webhooks ORDER BY created_at, id')
  const remove = database.prepare('DELETE FROM webhooks WHERE id = ?')
  const disable = database.prepare(
    'UPDATE webhooks SET disabled_at = ?, disabled_reason = ? WHERE id = ?',
  )
  return {
    add: (webhook) => reach('add a webhook', () => void add.run(rowOf(webhook))),
    list: () =>
      reach('list webhooks', () => {
        const webhooks: Webhook[] = []
        for (const row of list.iterate()) {
          const webhook = parseWebhook(row)
          if (webhook !== null) webhooks.push(webhook)
          else onUnreadable({ collection: 'webhooks', id: String(row.id) })
        }
        return webhooks
      }),
    remove: (id) => reach('remove a webhook', () => remove.run(id).changes === 1),
    disable: (id, at, reason) => reach('disable a webhook', () => void disable.run(at, reason, id)),
  }
}
