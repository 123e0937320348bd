import assert from 'node:assert/strict'
import { setTimeout as pass } from 'node:timers/promises'
import { metrics } from '../../../src/telemetry/metrics.ts'
import { until } from '../../runtimes/until.ts'
import { createWorld } from '../../support/world.ts'
import { type MeteredService, type MetricCase, title } from './metric-case.ts'
import { scrape } from './shown-metrics.ts'

const redis = { cache_level: 'redis' }
const needs = ['redis'] as const

/** Until it is connected, Redis is gone on without. */
async function connected({ shown }: MeteredService): Promise<void> {
  const connections = { connection_type: 'redis' }
  await until(async () => ((await shown('activeConnections', connections)) ?? 0) >= 3)
}

/** What moves because replicas share a Redis. */
export const redisCases: readonly MetricCase[] = [
  {
    metric: 'cacheOperations',
    it: 'counts misses, writes and hits of Redis',
    needs,
    env: { CACHE_TTL_MEMORY: '1' },
    async run(service) {
      const { api, shown } = service
      const done = (operation: string, result: string) =>
        shown('cacheOperations', { ...redis, operation, result })
      await connected(service)
      await api(title)
      assert.deepEqual([await done('get', 'miss'), await done('set', 'ok')], [1, 1])
      assert.equal(await done('get', 'hit'), 0)

      // Until it is stale in memory.
      await pass(1010)
      await api(title)

      assert.deepEqual([await done('get', 'miss'), await done('get', 'hit')], [1, 1])
    },
  },
  {
    metric: 'cacheOperations',
    it: 'counts what another replica makes us remove from memory',
    needs,
    async run(service) {
      const { env, sync } = service
      const other = await createWorld({ ...env, ANILIBRIA_API_URLS: service.upstream.url })
      try {
        const removed = { operation: 'delete', cache_level: 'memory', result: 'ok' }
        // Until both are connected, they hear nothing of each other.
        await until(async () => {
          await other.api(title)
          await sync(9000)
          const { sum } = await scrape(other)
          return (sum(metrics.cacheOperations.name, removed) ?? 0) > 0
        })
      } finally {
        await other.end()
      }
    },
  },
  {
    metric: 'cacheOperations',
    it: 'counts errors of a Redis that is gone, and serves all the same',
    needs,
    async run(service) {
      await connected(service)
      await service.server('redis').kill()

      assert.equal((await service.api(title)).status, 200)
      const { shown } = service
      const failed = (await shown('cacheOperations', { ...redis, result: 'error' })) ?? 0
      assert.ok(failed > 0)
      assert.equal(await shown('errors', { component: 'cache', error_type: 'unavailable' }), failed)
      assert.equal(await shown('errors', { component: 'http' }), 0)
    },
  },
  {
    metric: 'cacheHitRate',
    it: 'is the share of look-ups in Redis that were hits',
    needs,
    async run(service) {
      assert.equal(await service.shown('cacheHitRate', redis), undefined)
      await connected(service)
      await service.api(title)

      assert.equal(await service.shown('cacheHitRate', redis), 0)
    },
  },
  {
    metric: 'cacheSize',
    it: 'is what Redis has taken, absent before it has said so',
    needs,
    async run({ shown }) {
      // It is asked again after a second, if it was not connected at first.
      await until(async () => (await shown('cacheSize', redis)) !== undefined)

      assert.ok(((await shown('cacheSize', redis)) ?? 0) > 100_000)
    },
  },
  {
    metric: 'circuitBreakerState',
    it: 'is 1 when Redis does not answer, and 0 once it does again',
    needs,
    async run(service) {
      const { api, shown } = service
      const state = () => shown('circuitBreakerState', { service: 'redis' })
      await connected(service)
      assert.equal(await state(), 0)
      await service.server('redis').kill()
      await api(title)
      assert.equal(await state(), 1)

      await service.server('redis').restart()

      await until(async () => {
        await api(`/titles?page=${Math.floor(Math.random() * 1000) + 1}`)
        return (await state()) === 0
      })
    },
  },
  {
    metric: 'activeConnections',
    it: 'counts connections to Redis, and none to one that is gone',
    needs,
    async run(service) {
      await connected(service)

      await service.server('redis').kill()

      const { shown } = service
      await until(
        async () => (await shown('activeConnections', { connection_type: 'redis' })) === 0,
      )
    },
  },
  {
    metric: 'jobs',
    it: 'counts jobs that were kept in Redis',
    needs,
    async run(service) {
      await connected(service)
      assert.equal(await service.sync(9000), 200)

      assert.equal(await service.shown('jobs', { kind: 'sync-title', result: 'completed' }), 1)
    },
  },
]
