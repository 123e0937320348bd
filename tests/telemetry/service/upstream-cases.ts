import assert from 'node:assert/strict'
import { setTimeout as pass } from 'node:timers/promises'
import { type MetricCase, releaseTemplate, title } from './metric-case.ts'
import { breakDatabase, withBug } from './troubles.ts'

const endpoint = releaseTemplate

/** What moves because we ask AniLibria, and because it or we fail. */
export const upstreamCases: readonly MetricCase[] = [
  {
    metric: 'apiRequests',
    it: 'counts what AniLibria answers, by the template of the question',
    async run({ api, shown, upstream }) {
      await api(title)
      await api('/titles/424242')
      upstream.pull({ fault: '5xx', status: 502, times: 1, path: '/anime/releases' })
      await api('/titles/9999')
      upstream.pull({ fault: '429', times: 1, path: '/anime/releases' })
      await api('/titles/10126')

      assert.equal(await shown('apiRequests', { endpoint, status_code: '200' }), 2)
      assert.equal(await shown('apiRequests', { endpoint, status_code: '404' }), 2)
      assert.equal(await shown('apiRequests', { endpoint, status_code: '502' }), 1)
      assert.equal(await shown('apiRequests', { endpoint, status_code: '429' }), 1)
      assert.equal(await shown('apiRequests', { endpoint: '/app/status', status_code: '200' }), 1)
    },
  },
  {
    metric: 'apiRequests',
    it: 'says timeout where no answer came in time',
    env: { ANILIBRIA_TIMEOUT_MS: '300' },
    async run({ api, shown, upstream }) {
      upstream.pull({ fault: 'hang', times: 1, path: '/anime/releases' })
      await api(title)

      assert.equal(await shown('apiRequests', { endpoint, status_code: 'timeout' }), 1)
      assert.equal(await shown('apiRequests', { endpoint, status_code: '200' }), 1)
    },
  },
  {
    metric: 'apiRequests',
    it: 'says error where a connection is cut, and where none is taken',
    env: { ANILIBRIA_API_URLS: 'http://127.0.0.1:1/api/v1' },
    async run({ api, shown }) {
      assert.equal((await api('/genres')).status, 503)

      const asked = { endpoint: '/anime/genres', status_code: 'error' }
      assert.equal(await shown('apiRequests', asked), 3)
    },
  },
  {
    metric: 'apiRequestDuration',
    it: 'times a request to AniLibria, also one that gets no answer',
    env: { ANILIBRIA_TIMEOUT_MS: '300' },
    async run({ api, counted, total, upstream }) {
      upstream.pull({ fault: 'hang', times: 1, path: '/anime/releases' })
      await api(title)

      assert.equal(await counted('apiRequestDuration', { endpoint }), 2)
      assert.equal(await counted('apiRequestDuration', { endpoint }, '0.25'), 1)
      assert.ok(((await total('apiRequestDuration', { endpoint })) ?? 0) >= 0.299)
    },
  },
  {
    metric: 'apiRateLimitRemaining',
    it: 'is absent without a limit of our own',
    async run({ api, shown }) {
      await api(title)

      assert.equal(await shown('apiRateLimitRemaining'), undefined)
    },
  },
  {
    metric: 'apiRateLimitRemaining',
    it: 'falls as AniLibria is asked',
    env: { ANILIBRIA_REQUESTS_PER_SECOND: '5' },
    async run({ api, shown }) {
      assert.equal(await shown('apiRateLimitRemaining'), 5)
      await Promise.all(['/genres', '/updates', title].map((path) => api(path)))

      assert.ok(((await shown('apiRateLimitRemaining')) ?? 5) < 5)
    },
  },
  {
    metric: 'circuitBreakerState',
    it: 'is 0, and 1 after five questions that nobody answered',
    async run({ api, shown, upstream }) {
      const service = 'anilibria_api'
      assert.equal(await shown('circuitBreakerState', { service }), 0)
      upstream.pull({ fault: 'down' })
      await Promise.all([1, 2, 3, 4].map((id) => api(`/titles/${id}`)))
      assert.equal(await shown('circuitBreakerState', { service }), 0)
      await api('/titles/5')

      assert.equal(await shown('circuitBreakerState', { service }), 1)
    },
  },
  {
    metric: 'errors',
    it: 'counts failures of AniLibria, and answers that fail because of them',
    env: { ANILIBRIA_TIMEOUT_MS: '50' },
    async run({ api, shown, upstream }) {
      assert.equal(await shown('errors'), 0)
      upstream.pull({ fault: 'down' })
      await api('/genres')
      upstream.pull({ fault: 'hang' })
      await api('/genres')

      for (const [error_type, status_code] of [
        ['unavailable', 'error'],
        ['timeout', 'timeout'],
      ] as const) {
        const asked = (await shown('apiRequests', { status_code })) ?? 0
        assert.ok(asked > 0)
        assert.equal(await shown('errors', { component: 'anilibria_api', error_type }), asked)
        assert.equal(await shown('errors', { component: 'http', error_type }), 1)
      }
    },
  },
  {
    metric: 'errors',
    it: 'counts questions that were given up because their caller left',
    async run({ api, shown, upstream }) {
      upstream.pull({ fault: 'hang', path: '/anime/genres' })
      const leaving = new AbortController()
      const asked = api('/genres', { signal: leaving.signal })
      await pass(30)
      leaving.abort()
      await asked

      const given = { component: 'anilibria_api', error_type: 'cancelled' }
      assert.equal(await shown('errors', given), 1)
    },
  },
  {
    metric: 'errors',
    it: 'counts bugs, where they are answered for and where nobody waits',
    async run({ api, shown }) {
      await withBug(async () => void (await api('/genres')))

      for (const component of ['http', 'background']) {
        assert.equal(await shown('errors', { component, error_type: 'internal' }), 1)
      }
    },
  },
  {
    metric: 'errors',
    it: 'counts what a database that somebody has broken does not do',
    async run({ api, dataDir, shown }) {
      breakDatabase(dataDir)
      await api('/genres')

      assert.equal(await shown('errors', { component: 'database', error_type: 'unavailable' }), 2)
      assert.equal(await shown('errors', { component: 'http' }), 0)
    },
  },
]
