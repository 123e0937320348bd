import type { DatabaseSync } from 'node:sqlite'
import type { StoreSize } from '../../core/store/store.ts'

/** Counts titles, and all pages of the database, the free ones too. */
export function sizeOf(database: DatabaseSync): StoreSize {
  const row = database
    .prepare(
      `SELECT page_count * page_size AS bytes, (SELECT count(*) FROM titles) AS titles
        FROM pragma_page_count, pragma_page_size`,
    )
    .get()
  return { titles: Number(row?.titles), bytes: Number(row?.bytes) }
}
