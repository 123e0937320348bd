import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { openSqliteStore } from '../../../src/adapters/sqlite/store.ts'
import { keptOf } from '../../support/answers.ts'
import { runProgram } from '../../support/run-program.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'

describe('SQLite store, when two processes share a folder', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  // Takes as long as starting a process does.
  it('reads what the other process wrote', async () => {
    const dir = folders.make()
    const store = await openSqliteStore(dir)
    assert.equal(await store.titles.read('other'), null)

    await runProgram('store-writer.ts', dir, 'other')

    assert.deepEqual(await store.titles.read('other'), keptOf('from other'))
    store.close()
  })

  // Takes as long as starting a few processes does.
  it('lets them start at once in an empty folder', async () => {
    const dir = folders.make()
    const keys = ['one', 'two', 'three', 'four']

    await Promise.all(keys.map((key) => runProgram('store-writer.ts', dir, key)))

    const store = await openSqliteStore(dir)
    for (const key of keys) assert.deepEqual(await store.titles.read(key), keptOf(`from ${key}`))
    store.close()
  })

  it('still reads while the other writes, and fails a write that gets no turn', async () => {
    const dir = folders.make()
    const store = await openSqliteStore(dir, { busyMs: 10 })
    await store.titles.write('title:1', keptOf('one'))
    const other = new DatabaseSync(join(dir, 'anilibria.db'))
    other.exec('BEGIN EXCLUSIVE; DELETE FROM titles')

    assert.deepEqual(await store.titles.read('title:1'), keptOf('one'))
    const start = performance.now()
    const unavailable = { name: 'Failure', code: 'unavailable' }
    await assert.rejects(store.titles.write('title:2', keptOf('two')), unavailable)
    await assert.rejects(store.titles.remove('title:1'), unavailable)
    await assert.rejects(store.aliases.learn('frieren', 9542), unavailable)
    assert.ok(performance.now() - start < 1_000, 'none of them waits for long')

    other.exec('ROLLBACK')
    await store.titles.write('title:2', keptOf('two'))
    assert.deepEqual(await store.titles.read('title:2'), keptOf('two'))
    other.close()
    store.close()
  })

  it('keeps the reason of a failure', async () => {
    const dir = folders.make()
    const store = await openSqliteStore(dir, { busyMs: 0 })
    const other = new DatabaseSync(join(dir, 'anilibria.db'))
    other.exec(`BEGIN IMMEDIATE`)

    await assert.rejects(store.titles.write('title:1', keptOf('one')), (error: Error) => {
      assert.equal(error.message, 'Cannot write an answer: the database did not do it')
      assert.ok(error.cause instanceof Error)
      assert.equal(error.cause.message, 'database is locked')
      return true
    })
    other.close()
    store.close()
  })
})
