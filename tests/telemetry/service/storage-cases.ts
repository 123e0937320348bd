import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../runtimes/until.ts'
import { keptOf } from '../../support/answers.ts'
import { type MetricCase, title } from './metric-case.ts'
import { breakDatabase } from './troubles.ts'

const alias = '/titles/kizumonogatari-iii-reiketsu-hen'
const memory = { cache_level: 'memory' }
const database = { cache_level: 'database' }
const findsAlias = { operation: 'find', collection: 'aliases' }

/** What moves because answers are looked up and kept. */
export const storageCases: readonly MetricCase[] = [
  {
    metric: 'cacheOperations',
    it: 'counts misses and writes of a cold title, and the hit of a warm one',
    async run({ api, shown }) {
      await api(title)

      for (const cache_level of ['memory', 'database']) {
        const cold = (operation: string, result: string) =>
          shown('cacheOperations', { cache_level, operation, result })
        assert.deepEqual([await cold('get', 'miss'), await cold('get', 'hit')], [1, 0])
        assert.equal(await cold('set', 'ok'), 1)
      }
      await api(title)
      assert.equal(await shown('cacheOperations', { ...memory, result: 'hit' }), 1)
      assert.equal(await shown('cacheOperations', { ...database, operation: 'get' }), 1)
    },
  },
  {
    metric: 'cacheOperations',
    it: 'counts errors of a database that somebody has broken, and serves all the same',
    async run({ api, dataDir, shown }) {
      breakDatabase(dataDir)

      assert.equal((await api(title)).status, 200)
      for (const operation of ['get', 'set']) {
        const failed = { ...database, operation, result: 'error' }
        assert.equal(await shown('cacheOperations', failed), 1)
      }
      assert.equal(await shown('cacheOperations', { ...memory, result: 'error' }), 0)
    },
  },
  {
    metric: 'cacheHitRate',
    it: 'is absent before the first look-up, then the share of hits',
    async run({ api, shown }) {
      assert.equal(await shown('cacheHitRate'), undefined)
      await api(title)
      assert.equal(await shown('cacheHitRate', memory), 0)
      await api(title)
      await api(title)
      await api(title)

      assert.equal(await shown('cacheHitRate', memory), 0.75)
      assert.equal(await shown('cacheHitRate', database), 0)
    },
  },
  {
    metric: 'cacheSize',
    it: 'grows by an answer that is kept',
    async run({ api, shown }) {
      assert.equal(await shown('cacheSize', memory), 0)
      const { byteLength } = await (await api(title)).arrayBuffer()

      const size = (await shown('cacheSize', memory)) ?? 0
      assert.ok(size > byteLength && size < byteLength + 2000, `${size} of ${byteLength} bytes`)
    },
  },
  {
    metric: 'databaseOperations',
    it: 'counts finds and writes of titles, lists and aliases',
    async run({ api, shown }) {
      await api(alias)
      await api('/genres')

      for (const collection of ['titles', 'lists', 'aliases']) {
        for (const operation of ['find', 'write']) {
          const done =
            (await shown('databaseOperations', { collection, operation, result: 'ok' })) ?? 0
          assert.ok(done > 0, `${operation} ${collection}`)
        }
      }
      assert.equal(await shown('databaseOperations', { result: 'error' }), 0)
    },
  },
  {
    metric: 'databaseOperations',
    it: 'counts what a database that somebody has broken does not do',
    async run({ api, dataDir, shown }) {
      breakDatabase(dataDir)
      await api(alias)

      for (const [operation, collection] of [
        // A title is compared with the stored one before it is written.
        ['find', 'titles'],
        ['find', 'aliases'],
        ['write', 'aliases'],
      ] as const) {
        const failed =
          (await shown('databaseOperations', { operation, collection, result: 'error' })) ?? 0
        assert.ok(failed > 0, `${operation} ${collection}`)
      }
      assert.equal(await shown('databaseOperations', { collection: 'aliases', result: 'ok' }), 0)
    },
  },
  {
    metric: 'databaseOperationDuration',
    it: 'times every operation, also those that fail',
    async run({ api, counted, dataDir, total }) {
      assert.equal(await counted('databaseOperationDuration', findsAlias), undefined)
      await api(alias)
      assert.equal(await counted('databaseOperationDuration', findsAlias), 1)
      breakDatabase(dataDir)
      await api('/titles/some-other')

      assert.equal(await counted('databaseOperationDuration', findsAlias), 2)
      assert.ok(((await total('databaseOperationDuration', findsAlias)) ?? 0) > 0)
    },
  },
  {
    metric: 'databaseConnectionPool',
    it: 'is 0 with the embedded store, which has none',
    async run({ api, shown }) {
      await api(title)

      for (const status of ['available', 'in_use', 'waiting', 'max']) {
        assert.equal(await shown('databaseConnectionPool', { status }), 0)
      }
    },
  },
  {
    metric: 'databaseTitles',
    it: 'is how many titles lay in the store when it was last looked',
    before: async ({ titles }) => {
      for (const id of [1, 2, 3]) await titles.write(`title:${id}`, keptOf('one'))
    },
    async run({ shown }) {
      await until(async () => (await shown('databaseTitles')) === 3)
    },
  },
  {
    metric: 'databaseSize',
    it: 'is what the file of the store takes on its disk',
    async run({ dataDir, shown }) {
      await until(async () => ((await shown('databaseSize')) ?? 0) > 0)

      const bytes = (await shown('databaseSize')) ?? 0
      const files = readdirSync(dataDir).map((file) => statSync(join(dataDir, file)).size)
      const most = files.reduce((sum, size) => sum + size, 0)
      assert.ok(bytes >= 4096 && bytes <= most, `${bytes} of ${most} bytes`)
    },
  },
]
