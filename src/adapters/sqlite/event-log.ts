import type { DatabaseSync } from 'node:sqlite'
import type { EventLog } from '../../core/events/event-log.ts'
import type { TitleEvent } from '../../core/events/title-event.ts'
import { parseEvent, rowOf } from './event-row.ts'
import { reach } from './reach.ts'
import { transaction } from './transaction.ts'
import type { OnUnreadable } from './unreadable.ts'

/**
 * Keeps events in their table. One process writes at a time, so that their order is that in which
 * they become visible: `after` has nothing from before its event.
 */
export function createSqliteEventLog(database: DatabaseSync, onUnreadable: OnUnreadable): EventLog {
  const insert = database.prepare(
    `INSERT INTO events (id, type, title_id, found_at, fresh_at, traceparent, data)
      VALUES (:id, :type, :title_id, :found_at, :fresh_at, :traceparent, :data)
      ON CONFLICT (id) DO NOTHING`,
  )
  const find = database.prepare('SELECT seq FROM events WHERE id = ?')
  const after = database.prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq')
  const newest = database.prepare('SELECT * FROM events ORDER BY seq DESC')
  const newestOf = database.prepare('SELECT * FROM events WHERE title_id = ? ORDER BY seq DESC')
  const untold = database.prepare(
    'SELECT * FROM events WHERE told = 0 AND found_at < ? ORDER BY seq',
  )
  const markTold = database.prepare(
    'UPDATE events SET told = 1 WHERE id IN (SELECT value FROM json_each(?))',
  )
  const prune = database.prepare('DELETE FROM events WHERE told = 1 AND found_at < ?')
  const parse = (rows: Rows, limit: number) => firstEvents(rows, limit, onUnreadable)

  return {
    append: (events) =>
      reach('append events', () =>
        transaction(database, () =>
          events.filter((event) => insert.run(rowOf(event)).changes === 1),
        ),
      ),
    after: (id, limit) =>
      reach('read events', () => {
        const seq = find.get(id)?.seq
        return typeof seq === 'number' ? parse(after.iterate(seq), limit) : null
      }),
    newest: (limit, titleId) =>
      reach('read events', () =>
        parse(titleId === undefined ? newest.iterate() : newestOf.iterate(titleId), limit),
      ),
    untold: (foundBefore, limit) =>
      reach('read events', () => parse(untold.iterate(foundBefore), limit)),
    markTold: (ids) => reach('mark events as told', () => void markTold.run(JSON.stringify(ids))),
    prune: (foundBefore) => reach('forget events', () => Number(prune.run(foundBefore).changes)),
  }
}

type Rows = Iterable<Readonly<Record<string, unknown>>>

/** Those that can be read: what cannot takes no place, or it would keep all others from being told. */
function firstEvents(rows: Rows, limit: number, onUnreadable: OnUnreadable): readonly TitleEvent[] {
  const events: TitleEvent[] = []
  if (limit <= 0) return events
  for (const row of rows) {
    const event = parseEvent(row)
    if (event === null) onUnreadable({ collection: 'events', id: String(row.id) })
    else if (events.push(event) === limit) break
  }
  return events
}
