import type { DatabaseSync } from 'node:sqlite'
import type { Delivery, Outbox } from '../../../core/webhooks/outbox.ts'
import { reach } from '../reach.ts'
import { transaction } from '../transaction.ts'
import type { OnUnreadable } from '../unreadable.ts'
import { parseDelivery, textOf } from './delivery-row.ts'

/** Keeps deliveries in their table, in the order of their rows. */
export function createSqliteOutbox(database: DatabaseSync, onUnreadable: OnUnreadable): Outbox {
  const insert = database.prepare(
    `INSERT INTO outbox (receiver_id, event_id, event, added_at, next_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (receiver_id, event_id) DO NOTHING`,
  )
  const pending = database.prepare('SELECT * FROM outbox WHERE receiver_id = ? ORDER BY seq')
  const postpone = database.prepare(
    `UPDATE outbox SET attempts = attempts + 1, next_at = ?
      WHERE receiver_id = ? AND event_id = ?`,
  )
  const remove = database.prepare('DELETE FROM outbox WHERE receiver_id = ? AND event_id = ?')
  const drop = database.prepare('DELETE FROM outbox WHERE receiver_id = ?')
  const count = database.prepare('SELECT count(*) AS deliveries FROM outbox')
  return {
    add: (receiverIds, event, at) =>
      reach('add deliveries', () =>
        transaction(database, () => {
          const text = textOf(event)
          for (const receiverId of receiverIds) insert.run(receiverId, event.id, text, at, at)
        }),
      ),
    pending: (receiverId, limit) =>
      reach('read deliveries', () =>
        firstDeliveries(pending.iterate(receiverId), limit, onUnreadable),
      ),
    postpone: ({ receiverId, event }, nextAt) =>
      reach('postpone a delivery', () => void postpone.run(nextAt, receiverId, event.id)),
    remove: ({ receiverId, event }) =>
      reach('remove a delivery', () => void remove.run(receiverId, event.id)),
    drop: (receiverId) => reach('drop deliveries', () => void drop.run(receiverId)),
    count: () => reach('count deliveries', () => Number(count.get()?.deliveries)),
  }
}

type Rows = Iterable<Readonly<Record<string, unknown>>>

/** Those that can be read: what cannot takes no place, or it would keep all others from being sent. */
function firstDeliveries(
  rows: Rows,
  limit: number,
  onUnreadable: OnUnreadable,
): readonly Delivery[] {
  const deliveries: Delivery[] = []
  if (limit <= 0) return deliveries
  for (const row of rows) {
    const delivery = parseDelivery(row)
    if (delivery === null) {
      onUnreadable({ collection: 'outbox', id: `${row.receiver_id}/${row.event_id}` })
    } else if (deliveries.push(delivery) === limit) break
  }
  return deliveries
}
