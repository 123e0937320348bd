import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { mock } from 'node:test'

/** Somebody else takes the tables out of a running service's database. */
export function breakDatabase(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, 'anilibria.db'))
  for (const table of ['titles', 'lists', 'aliases']) database.exec(`DROP TABLE ${table}`)
  database.close()
}

/** While `work` goes on, no answer can be made: as if there were a bug. */
export async function withBug(work: () => Promise<void>): Promise<void> {
  const planted = mock.method(crypto.subtle, 'digest', () => {
    throw new TypeError('A planted bug')
  })
  try {
    await work()
  } finally {
    planted.mock.restore()
  }
}

/** While `work` goes on, AniLibria accepts no question: a try again would not help. */
export async function withRefusal(work: () => Promise<void>): Promise<void> {
  const refuse = async () => Response.json({ message: 'The id is invalid.' }, { status: 422 })
  const planted = mock.method(globalThis, 'fetch', refuse)
  try {
    await work()
  } finally {
    planted.mock.restore()
  }
}
