import type { DatabaseSync } from 'node:sqlite'
import type { Aliases } from '../../core/store/aliases.ts'
import { reach } from './reach.ts'

/** Keeps aliases in their table. */
export function createSqliteAliases(database: DatabaseSync): Aliases {
  const find = database.prepare('SELECT title_id FROM aliases WHERE alias = ?')
  const learn = database.prepare(
    `INSERT INTO aliases (alias, title_id) VALUES (?, ?)
      ON CONFLICT (alias) DO UPDATE SET title_id = excluded.title_id
      WHERE title_id <> excluded.title_id`,
  )
  return {
    find: (alias) =>
      reach('find an alias', () => {
        const id = find.get(alias)?.title_id
        return typeof id === 'number' ? id : null
      }),
    learn: (alias, id) => reach('learn an alias', () => void learn.run(alias, id)),
  }
}
