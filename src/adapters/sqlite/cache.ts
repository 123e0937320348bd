import type { DatabaseSync } from 'node:sqlite'
import type { Far } from '../../core/soon.ts'
import type { Cache, Kept } from '../../core/store/cache.ts'
import { reach } from './reach.ts'
import type { OnUnreadable } from './unreadable.ts'

export interface SqliteCacheOptions {
  /** How many entries at most; the least recently written go first. Default: no limit. */
  readonly most?: number
  readonly onUnreadable: OnUnreadable
}

/** Keeps answers in one of the tables that are made for them. */
export function createSqliteCache(
  database: DatabaseSync,
  table: 'titles' | 'lists',
  { most, onUnreadable }: SqliteCacheOptions,
): Far<Cache> {
  const read = database.prepare(
    `SELECT body, etag, fetched_at, checked_at, fresh_until FROM ${table} WHERE key = ?`,
  )
  // REPLACE makes a new row, behind all others: the order of rowids is that of the writes.
  const write = database.prepare(
    `REPLACE INTO ${table} (key, body, etag, fetched_at, checked_at, fresh_until)
      VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const prune = database.prepare(
    `DELETE FROM ${table}
      WHERE rowid <= (SELECT rowid FROM ${table} ORDER BY rowid DESC LIMIT 1 OFFSET ?)`,
  )
  const remove = database.prepare(`DELETE FROM ${table} WHERE key = ?`)
  return {
    read: (key) =>
      reach('read an answer', () => {
        const row = read.get(key)
        if (row === undefined) return null
        const kept = parseKept(row)
        if (kept === null) onUnreadable({ collection: table, id: key })
        return kept
      }),
    write: (key, { answer: { body, etag, fetchedAt, checkedAt }, freshUntil }) =>
      reach('write an answer', () => {
        write.run(key, body, etag, fetchedAt, checkedAt, freshUntil)
        if (most !== undefined) prune.run(most)
      }),
    remove: (key) => reach('remove an answer', () => void remove.run(key)),
  }
}

/** `null` for what is no row of ours: someone else may have written it. */
function parseKept(row: Readonly<Record<string, unknown>>): Kept | null {
  const { body, etag, fetched_at: fetchedAt, checked_at: checkedAt, fresh_until: freshUntil } = row
  if (!isBody(body) || typeof etag !== 'string') return null
  if (typeof fetchedAt !== 'number' || typeof checkedAt !== 'number') return null
  if (typeof freshUntil !== 'number') return null
  return { answer: { body, etag, fetchedAt, checkedAt }, freshUntil }
}

function isBody(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer
}
