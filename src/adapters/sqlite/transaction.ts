import type { DatabaseSync } from 'node:sqlite'

/**
 * Does all of the work, or nothing if it throws. Takes the write lock before it begins, so that
 * what the work reads is what it writes upon.
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
