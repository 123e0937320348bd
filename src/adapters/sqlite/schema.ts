import type { DatabaseSync } from 'node:sqlite'

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
] as const

/**
 * Brings a database up to date, in one transaction: of two processes that start at once the
 * second finds it done. Takes the write lock even if nothing is to be done, so that a database
 * that cannot be written is found out at the start.
 *
 * @throws {Error} If a newer version of this service has written the database.
 */
export function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    const version = versionOf(database)
    if (version > steps.length) throw new Error(newer(version))
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${steps.length}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
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
