import assert from 'node:assert/strict'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { openSqliteStore, type SqliteStore } from '../../../src/adapters/sqlite/store.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { deliveryOf } from '../../contracts/outbox.ts'
import { itIsAStore } from '../../contracts/store.ts'
import { webhookOf } from '../../contracts/webhook-store.ts'
import { keptOf } from '../../support/answers.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'

describe('SQLite store', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  itIsAStore(async () => {
    const dir = folders.make()
    let store: SqliteStore | undefined
    return {
      open: async () => (store = await openSqliteStore(dir, { mostLists: 5 })),
      close: async () => store?.close(),
    }
  })

  it('makes its folder, for nobody else to look into', async () => {
    const dir = join(folders.make(), 'made', 'for us')

    const store = await openSqliteStore(dir)
    store.close()

    assert.ok(existsSync(join(dir, 'anilibria.db')))
    assert.equal(statSync(dir).mode & 0o777, 0o700)
  })

  it('keeps 1,000 lists unless told otherwise', async () => {
    const store = await openSqliteStore(folders.make())
    const kept = {
      answer: { body: new Uint8Array(1), etag: '""', fetchedAt: 1, checkedAt: 1 },
      freshUntil: 1,
    }
    for (let index = 0; index < 1_001; index += 1) await store.lists.write(`${index}`, kept)

    assert.equal(await store.lists.read('0'), null)
    assert.deepEqual(await store.lists.read('1'), kept)
    store.close()
  })

  it('closes twice without complaint, and is unavailable then', async () => {
    const store = await openSqliteStore(folders.make())

    store.close()
    store.close()

    await assert.rejects(store.titles.read('title:1'), { name: 'Failure', code: 'unavailable' })
  })
})

describe('openSqliteStore()', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  it('refuses a database of a newer version, and leaves it as it is', async () => {
    const dir = folders.make()
    const database = new DatabaseSync(join(dir, 'anilibria.db'))
    database.exec('PRAGMA user_version = 7')

    await assert.rejects(openSqliteStore(dir), {
      message:
        `Cannot use the database ${dir}/anilibria.db: it was written by a newer version of this ` +
        'service (schema 7, this one knows 3): start that version or choose another DATA_DIR',
    })

    assert.deepEqual(database.prepare('SELECT name FROM sqlite_schema').all(), [])
    assert.equal(database.prepare('PRAGMA journal_mode').get()?.journal_mode, 'delete')
    database.close()
  })

  it('brings a database of the first version up to date, with what it holds', async () => {
    const dir = folders.make()
    const old = new DatabaseSync(join(dir, 'anilibria.db'))
    const columns = 'key TEXT PRIMARY KEY, body, etag, fetched_at, checked_at, fresh_until'
    old.exec(`CREATE TABLE titles (${columns}); CREATE TABLE lists (${columns})`)
    old.exec('CREATE TABLE aliases (alias TEXT PRIMARY KEY, title_id) WITHOUT ROWID')
    old.exec(`INSERT INTO titles VALUES ('title:1', x'6f6e65', '"3"', 1000, 1000, 2000)`)
    old.exec('PRAGMA user_version = 1')
    old.close()

    const store = await openSqliteStore(dir)

    assert.deepEqual(await store.titles.read('title:1'), keptOf('one'))
    assert.deepEqual(await store.events.append([eventOf('a')]), [eventOf('a')])
    await store.webhooks.add(webhookOf('one'))
    await store.outbox.add(['one'], eventOf('a'), 1_000)
    assert.deepEqual(await store.outbox.pending('one', 1), [deliveryOf('one', eventOf('a'))])
    store.close()
  })

  it('refuses a file that is no database', async () => {
    const dir = folders.make()
    writeFileSync(join(dir, 'anilibria.db'), 'a letter to my aunt '.repeat(100))

    await assert.rejects(openSqliteStore(dir), {
      message: `Cannot use the database ${dir}/anilibria.db: file is not a database; DATA_DIR must name a folder that this service may write to`,
    })
  })

  it('refuses a folder that cannot be', async () => {
    const file = join(folders.make(), 'file')
    writeFileSync(file, '')

    for (const dir of [file, join(file, 'below')]) {
      await assert.rejects(openSqliteStore(dir), (error: Error) => {
        assert.ok(error.message.startsWith(`Cannot use the database ${dir}/anilibria.db: E`))
        assert.match(error.message, /; DATA_DIR must name a folder that this service may write to$/)
        return true
      })
    }
  })
})
