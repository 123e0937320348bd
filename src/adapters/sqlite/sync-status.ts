import type { DatabaseSync } from 'node:sqlite'
import type { SyncStatus } from '../../core/store/sync-status.ts'
import { reach } from './reach.ts'
import type { OnUnreadable } from './unreadable.ts'

/** Keeps states as JSON in their table. */
export function createSqliteSyncStatus(
  database: DatabaseSync,
  onUnreadable: OnUnreadable,
): SyncStatus {
  const read = database.prepare('SELECT state FROM sync_status WHERE name = ?')
  const write = database.prepare('REPLACE INTO sync_status (name, state) VALUES (?, ?)')
  return {
    read: (name) =>
      reach('read a state', () => {
        const row = read.get(name)
        if (row === undefined) return null
        const state = parseState(row.state)
        if (state === undefined) onUnreadable({ collection: 'sync_status', id: name })
        return state ?? null
      }),
    write: (name, state) =>
      reach('write a state', () => void write.run(name, JSON.stringify(state))),
  }
}

/** `undefined` for what is no JSON. */
function parseState(state: unknown): unknown {
  try {
    return typeof state === 'string' ? JSON.parse(state) : undefined
  } catch {
    return undefined
  }
}
