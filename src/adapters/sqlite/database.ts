import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { migrate } from './schema.ts'

/** How long a start waits for other processes that start on the same folder. */
const startMs = 10_000

/**
 * Opens `anilibria.db` in a folder, makes both if they are not there, and brings it up to date.
 *
 * @param dir What DATA_DIR says.
 * @param busyMs Longest wait for another process's write, in milliseconds. The whole process
 * waits, all its requests included.
 * @throws {Error} With words for whoever starts the service, if it cannot be used.
 */
export async function openDatabase(dir: string, busyMs: number): Promise<DatabaseSync> {
  const file = join(dir, 'anilibria.db')
  let database: DatabaseSync | undefined
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    database = new DatabaseSync(file, { timeout: startMs })
    migrate(database)
    await useWriteAheadLog(database)
    database.exec(`PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = ${busyMs}`)
    return database
  } catch (cause) {
    database?.close()
    throw new Error(`Cannot use the database ${file}: ${reason(cause)}`, { cause })
  }
}

/** Of several that do this at once SQLite turns some away at once: two that wait could wait for ever. */
async function useWriteAheadLog(database: DatabaseSync): Promise<void> {
  const change = database.prepare('PRAGMA journal_mode = WAL')
  const end = Date.now() + startMs
  while (true) {
    try {
      return void change.get()
    } catch (error) {
      if (Date.now() >= end || !isBusy(error)) throw error
      await setTimeout(10)
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function reason(cause: unknown): string {
  const said = cause instanceof Error ? cause.message : String(cause)
  if (said.includes('DATA_DIR')) return said
  return `${said}; DATA_DIR must name a folder that this service may write to`
}
