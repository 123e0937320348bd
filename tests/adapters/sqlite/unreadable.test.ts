import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { openSqliteStore } from '../../../src/adapters/sqlite/store.ts'
import type { Unreadable } from '../../../src/adapters/sqlite/unreadable.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { keptOf } from '../../support/answers.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'

describe('SQLite store, with a row that nobody of us wrote', () => {
  const folders = createTemporaryFolders()
  const closing: (() => void)[] = []
  after(() => {
    for (const close of closing) close()
    folders.removeAll()
  })

  async function openBoth() {
    const dir = folders.make()
    const told: Unreadable[] = []
    const store = await openSqliteStore(dir, { onUnreadable: (row) => told.push(row) })
    const other = new DatabaseSync(join(dir, 'anilibria.db'))
    closing.push(() => {
      other.close()
      store.close()
    })
    return { store, other, told }
  }

  it('misses a title or a list, tells of it, and leaves it until the next write', async () => {
    const { store, other, told } = await openBoth()
    for (const table of ['titles', 'lists'] as const) {
      await store[table].write('key', keptOf('one'))
      for (const column of ['body', 'etag', 'fetched_at', 'checked_at', 'fresh_until']) {
        const nothing = column === 'etag' ? "x'00'" : "'no such thing'"
        other.exec(`UPDATE ${table} SET ${column} = ${nothing}`)

        assert.equal(await store[table].read('key'), null, column)
        assert.deepEqual(told.splice(0), [{ collection: table, id: 'key' }])
        assert.equal(other.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows, 1)

        await store[table].write('key', keptOf('one'))
        assert.deepEqual(await store[table].read('key'), keptOf('one'))
      }
    }
    assert.deepEqual(told, [])
  })

  it('does not know an alias, tells of it, and can learn it', async () => {
    const { store, other, told } = await openBoth()
    other.exec(`INSERT INTO aliases VALUES ('frieren', 'no such thing')`)

    assert.equal(await store.aliases.find('frieren'), null)
    assert.deepEqual(told, [{ collection: 'aliases', id: 'frieren' }])

    await store.aliases.learn('frieren', 9542)
    assert.equal(await store.aliases.find('frieren'), 9542)
  })

  it('reads a state as none, and tells of it', async () => {
    const { store, other, told } = await openBoth()
    for (const state of ["'{'", "x'00'"]) {
      other.exec(`REPLACE INTO sync_status VALUES ('watch', ${state})`)

      assert.equal(await store.syncStatus.read('watch'), null)
      assert.deepEqual(told.splice(0), [{ collection: 'sync_status', id: 'watch' }])
    }
  })

  it('leaves an event out, tells of it, and gives as many others as were asked for', async () => {
    const { store, other, told } = await openBoth()
    await store.events.append(['a', 'b', 'c', 'd'].map((id) => eventOf(id)))
    const columns = ['type', 'title_id', 'found_at', 'fresh_at', 'data']
    for (const column of columns) {
      other.exec(`UPDATE events SET ${column} = 'no such thing' WHERE id = 'b'`)

      const events = await store.events.after('a', 2)

      assert.deepEqual(events, [eventOf('c'), eventOf('d')], column)
      assert.deepEqual(told.splice(0), [{ collection: 'events', id: 'b' }])
      other.exec(`DELETE FROM events`)
      await store.events.append(['a', 'b', 'c', 'd'].map((id) => eventOf(id)))
    }
    for (const data of ['[]', 'null', '7']) {
      other.exec(`UPDATE events SET data = '${data}' WHERE id = 'b'`)
      assert.deepEqual(await store.events.untold(2_000, 2), [eventOf('a'), eventOf('c')])
    }
    other.exec(`UPDATE events SET data = '{}', traceparent = x'00' WHERE id = 'b'`)
    assert.deepEqual(await store.events.newest(3), [eventOf('d'), eventOf('c'), eventOf('a')])
  })
})
