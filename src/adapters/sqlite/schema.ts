import type { DatabaseSync } from 'node:sqlite'
import { transaction } from './transaction.ts'

/**
 * How the database came to be what it is: step n leads from version n to n + 1. A step that was
 * ever released is never changed. Times are milliseconds since 1970.
 */
const steps = [
  `CREATE TABLE titles (
    key TEXT NOT NULL PRIMARY KEY,
    body BLOB NOT NULL,
    etag TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,
    fresh_until INTEGER NOT NULL
  );
  CREATE TABLE lists (
    key TEXT NOT NULL PRIMARY KEY,
    body BLOB NOT NULL,
    etag TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,
    fresh_until INTEGER NOT NULL
  );
  CREATE TABLE aliases (
    alias TEXT NOT NULL PRIMARY KEY,
    title_id INTEGER NOT NULL
  ) WITHOUT ROWID;`,
  `CREATE TABLE sync_status (
    name TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    title_id INTEGER NOT NULL,
    found_at INTEGER NOT NULL,
    fresh_at INTEGER,
    traceparent TEXT,
    data TEXT NOT NULL,
    told INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX events_by_title ON events (title_id, seq);
  CREATE INDEX events_untold ON events (seq) WHERE told = 0;
  CREATE INDEX events_told ON events (found_at) WHERE told = 1;`,
  `CREATE TABLE webhooks (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    types TEXT,
    title_ids TEXT,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    disabled_reason TEXT
  );
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    receiver_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    event TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    UNIQUE (receiver_id, event_id)
  );
  CREATE INDEX outbox_by_receiver ON outbox (receiver_id, seq);`,
] as const

/**
 * Brings a database up to date, in one transaction: of two processes that start at once the
 * second finds it done. Takes the write lock even if nothing is to be done, so that a database
 * that cannot be written is found out at the start.
 *
 * @throws {Error} If a newer version of this service has written the database.
 */
export function migrate(database: DatabaseSync): void {
  transaction(database, () => {
    const version = versionOf(database)
    if (version > steps.length) throw new Error(newer(version))
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${steps.length}`)
  })
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}

function newer(version: number): string {
  return (
    `it was written by a newer version of this service (schema ${version}, this one knows ` +
    `${steps.length}): start that version or choose another DATA_DIR`
  )
}
