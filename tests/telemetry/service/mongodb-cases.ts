import assert from 'node:assert/strict'
import { until } from '../../runtimes/until.ts'
import { type MeteredService, type MetricCase, title } from './metric-case.ts'

const needs = ['mongodb'] as const

/** Until it is connected, MongoDB is gone on without. */
async function connected({ api, shown }: MeteredService): Promise<void> {
  const found = { operation: 'find', collection: 'titles', result: 'ok' }
  await until(async () => {
    await api('/titles/1')
    return ((await shown('databaseOperations', found)) ?? 0) > 1
  })
}

/** What moves because replicas share a MongoDB. */
export const mongodbCases: readonly MetricCase[] = [
  {
    metric: 'databaseOperations',
    it: 'counts what MongoDB does, and what it does not once it is gone',
    needs,
    async run(service) {
      const { api, counted, server, shown } = service
      const done = (operation: string, result: string) =>
        shown('databaseOperations', { operation, collection: 'lists', result })
      await connected(service)
      await api('/genres')
      assert.deepEqual([await done('find', 'ok'), await done('write', 'ok')], [1, 1])
      await server('mongodb').kill()

      assert.equal((await api('/updates')).status, 200)

      assert.deepEqual([await done('find', 'ok'), await done('find', 'error')], [1, 1])
      const find = { operation: 'find', collection: 'lists' }
      assert.equal(await counted('databaseOperationDuration', find), 2)
      const errors = await shown('errors', { component: 'database', error_type: 'unavailable' })
      assert.equal(errors, await shown('databaseOperations', { result: 'error' }))
    },
  },
  {
    metric: 'databaseConnectionPool',
    it: 'counts connections of MongoDB by what they do',
    needs,
    async run(service) {
      const { api, server, shown } = service
      const pool = (status: string) => shown('databaseConnectionPool', { status })
      await connected(service)
      assert.ok(((await pool('available')) ?? 0) > 0)
      assert.equal(await pool('max'), 50)
      server('mongodb').freeze()

      const ids = Array.from({ length: 40 }, (_, index) => index + 2)
      const asked = Promise.all(ids.map((id) => api(`/titles/${id}`)))

      // Only a few connections are made at once, and a request waits for 100 ms at most.
      await until(async () => ((await pool('in_use')) ?? 0) > 0)
      assert.ok(((await pool('waiting')) ?? 0) > 0)
      server('mongodb').thaw()
      await asked
      await until(async () => (await pool('in_use')) === 0 && (await pool('waiting')) === 0)
    },
  },
  {
    metric: 'activeConnections',
    it: 'counts connections to MongoDB, and none to one that is gone',
    needs,
    async run(service) {
      const { api, server, shown } = service
      const connections = () => shown('activeConnections', { connection_type: 'mongodb' })
      await connected(service)
      assert.ok(((await connections()) ?? 0) > 0)

      await server('mongodb').kill()

      await until(async () => {
        await api('/titles/1')
        return (await connections()) === 0
      })
    },
  },
  {
    metric: 'circuitBreakerState',
    it: 'is 1 when MongoDB does not answer, and 0 once it does again',
    needs,
    async run(service) {
      const { api, server, shown } = service
      const state = () => shown('circuitBreakerState', { service: 'mongodb' })
      await connected(service)
      assert.equal(await state(), 0)
      await server('mongodb').kill()
      for (const id of [2, 3, 4]) await api(`/titles/${id}`)
      assert.equal(await state(), 1)

      await server('mongodb').restart()

      await until(async () => {
        await api(`/titles?page=${Math.floor(Math.random() * 1000) + 1}`)
        return (await state()) === 0
      })
    },
  },
  {
    metric: 'databaseSize',
    it: 'is what MongoDB says of its disk',
    needs,
    async run({ shown }) {
      await until(async () => ((await shown('databaseSize')) ?? 0) > 0)

      assert.equal(await shown('databaseTitles'), 0)
    },
  },
  {
    metric: 'databaseTitles',
    it: 'is absent as long as MongoDB cannot be asked, as its size is',
    env: { MONGODB_URI: 'mongodb://127.0.0.1:1' },
    async run({ api, shown }) {
      await api(title)

      assert.equal(await shown('databaseTitles'), undefined)
      assert.equal(await shown('databaseSize'), undefined)
    },
  },
]
