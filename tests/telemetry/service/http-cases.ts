import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as pass } from 'node:timers/promises'
import { type MetricCase, title, titleTemplate } from './metric-case.ts'
import { withBug } from './troubles.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const endpoint = titleTemplate
const ofTitle = { method: 'GET', endpoint }

/** What moves because somebody asks us. */
export const httpCases: readonly MetricCase[] = [
  {
    metric: 'serviceInfo',
    it: 'says which service this is, and on what it runs',
    env: { ENVIRONMENT: 'staging' },
    async run({ shown }) {
      const labels = { version, runtime: 'node', runtime_version: process.versions.node }

      assert.equal(await shown('serviceInfo', { ...labels, environment: 'staging' }), 1)
      assert.equal(await shown('serviceInfo'), 1)
    },
  },
  {
    metric: 'httpRequests',
    it: 'begins at 0 for what every route may answer',
    async run({ shown }) {
      for (const method of ['GET', 'HEAD']) {
        for (const status_code of ['200', '500', '503']) {
          assert.equal(await shown('httpRequests', { method, endpoint, status_code }), 0)
        }
      }
    },
  },
  {
    metric: 'httpRequests',
    it: 'counts answers by route and status, whatever a client makes up',
    async run({ api, shown }) {
      await api(title)
      await api(title, { method: 'HEAD' })
      await api('/titles/424242')
      await api('/titles?page=0')
      await api('/nowhere/at/all')
      await api('/titles', { method: 'DELETE' })
      await api('/titles', { method: 'MADEUP' })

      assert.equal(await shown('httpRequests', { ...ofTitle, status_code: '200' }), 1)
      assert.equal(await shown('httpRequests', { method: 'HEAD', endpoint, status_code: '200' }), 1)
      assert.equal(await shown('httpRequests', { ...ofTitle, status_code: '404' }), 1)
      const list = '/api/anilibria/v2/titles'
      assert.equal(await shown('httpRequests', { endpoint: list, status_code: '400' }), 1)
      const nowhere = { method: 'GET', endpoint: 'unmatched', status_code: '404' }
      assert.equal(await shown('httpRequests', nowhere), 1)
      assert.equal(await shown('httpRequests', { method: 'DELETE', status_code: '405' }), 1)
      assert.equal(await shown('httpRequests', { method: '_OTHER', status_code: '405' }), 1)
    },
  },
  {
    metric: 'httpRequests',
    it: 'counts 500 when there is a bug',
    async run({ api, shown }) {
      await withBug(async () => {
        assert.equal((await api(title)).status, 500)
      })

      assert.equal(await shown('httpRequests', { ...ofTitle, status_code: '500' }), 1)
    },
  },
  {
    metric: 'httpRequests',
    it: 'counts 503 while AniLibria is down, and 504 while it hangs',
    env: { ANILIBRIA_TIMEOUT_MS: '50' },
    async run({ api, shown, upstream }) {
      // Each takes up to 1.6 s: AniLibria is asked three times, with pauses.
      upstream.pull({ fault: 'down' })
      await api(title)
      upstream.pull({ fault: 'hang' })
      await api(title)

      assert.equal(await shown('httpRequests', { ...ofTitle, status_code: '503' }), 1)
      assert.equal(await shown('httpRequests', { ...ofTitle, status_code: '504' }), 1)
    },
  },
  {
    metric: 'httpRequests',
    it: 'counts 429 by the route that was not let through to',
    env: { RATE_LIMIT_REQUESTS_PER_MINUTE: '1', RATE_LIMIT_BURST: '1' },
    async run({ api, shown }) {
      await api(title)
      await api(title)

      assert.equal(await shown('httpRequests', { ...ofTitle, status_code: '429' }), 1)
    },
  },
  {
    metric: 'httpRequestDuration',
    it: 'times a request to the end of its answer',
    async run({ api, counted, total, upstream }) {
      upstream.pull({ fault: 'slow', delay_ms: 120, path: '/anime/releases' })
      await api(title)
      await api(title)

      assert.equal(await counted('httpRequestDuration', ofTitle), 2)
      assert.equal(await counted('httpRequestDuration', ofTitle, '0.1'), 1)
      assert.equal(await counted('httpRequestDuration', ofTitle, '+Inf'), 2)
      assert.ok(((await total('httpRequestDuration', ofTitle)) ?? 0) >= 0.12)
    },
  },
  {
    metric: 'activeConnections',
    it: 'counts requests under way, /metrics itself among them',
    async run({ api, shown, upstream }) {
      const http = { connection_type: 'http' }
      assert.equal(await shown('activeConnections', http), 1)
      upstream.pull({ fault: 'hang', path: '/anime/releases' })
      const asked = api(title)
      await pass(20)

      assert.equal(await shown('activeConnections', http), 2)
      upstream.reset()
      await asked
      assert.equal(await shown('activeConnections', http), 1)
      for (const connection_type of ['websocket', 'sse', 'redis', 'mongodb']) {
        assert.equal(await shown('activeConnections', { connection_type }), 0)
      }
    },
  },
]
