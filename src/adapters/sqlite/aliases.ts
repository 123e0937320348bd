import type { DatabaseSync } from 'node:sqlite'
import type { Far } from '../../core/soon.ts'
import type { Aliases } from '../../core/store/aliases.ts'
import { reach } from './reach.ts'
import type { OnUnreadable } from './unreadable.ts'

/** Keeps aliases in their table. */
export function createSqliteAliases(
  database: DatabaseSync,
  onUnreadable: OnUnreadable,
): Far<Aliases> {
  const find = database.prepare('SELECT title_id FROM aliases WHERE alias = ?')
  const learn = database.prepare(
    `INSERT INTO aliases (alias, title_id) VALUES (?, ?)
      ON CONFLICT (alias) DO UPDATE SET title_id = excluded.title_id
      WHERE title_id <> excluded.title_id`,
  )
  return {
    find: (alias) =>
      reach('find an alias', () => {
        const row = find.get(alias)
        if (row === undefined) return null
        if (typeof row.title_id === 'number') return row.title_id
        onUnreadable({ collection: 'aliases', id: alias })
        return null
      }),
    learn: (alias, id) => reach('learn an alias', () => void learn.run(alias, id)),
  }
}
