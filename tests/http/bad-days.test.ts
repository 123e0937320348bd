import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as pass } from 'node:timers/promises'
import { createWorld, type World } from '../support/world.ts'

async function inWorld(env: Record<string, string>, work: (world: World) => Promise<void>) {
  const world = await createWorld(env)
  try {
    await work(world)
  } finally {
    await world.end()
  }
}

// Lifetimes are whole seconds: the tests with stale answers wait for one.
const shortLived = { CACHE_TTL_MEMORY: '1', CACHE_TTL_DATABASE: '1' }

describe('while AniLibria is down', () => {
  it('stored titles go on coming, with a negative ttl once they are stale', () =>
    inWorld(shortLived, async ({ api, upstream }) => {
      const before = await api('/titles/9000')
      await pass(1100)
      upstream.pull({ fault: 'down' })

      const after = await api('/titles/9000')

      assert.equal(after.status, 200)
      assert.equal(after.headers.get('ETag'), before.headers.get('ETag'))
      assert.equal(after.headers.get('Cache-Control'), 'public, max-age=0, stale-if-error=604800')
      assert.match(
        after.headers.get('Cache-Status') ?? '',
        /^anilibria-service; hit; detail=(memory|database); ttl=-\d+$/,
      )
    }))

  it('a title never seen is a 503 problem that says when to ask again', () =>
    inWorld({}, async ({ api, upstream }) => {
      upstream.pull({ fault: 'down' })

      const response = await api('/titles/9000')

      const { code, detail, request_id } = await response.json()
      assert.deepEqual([response.status, code], [503, 'UPSTREAM_UNAVAILABLE'])
      assert.equal(response.headers.get('Content-Type'), 'application/problem+json')
      assert.match(response.headers.get('Retry-After') ?? '', /^[1-9]\d*$/)
      assert.equal(request_id, response.headers.get('X-Request-ID'))
      assert.doesNotMatch(detail, /127\.0\.0\.1|ECONN/)
    }))

  it('health is 200 and names it as the trouble', () =>
    inWorld({}, async ({ ask, upstream }) => {
      upstream.pull({ fault: 'down' })

      const response = await ask('/health')

      const { status, checks } = await response.json()
      assert.deepEqual([response.status, status], [200, 'degraded'])
      assert.deepEqual(
        [checks.anilibria_api.status, checks.anilibria_api.error],
        ['unhealthy', 'unavailable'],
      )
    }))
})

describe('while AniLibria hangs', () => {
  it('a title never seen is a 504 problem at the deadline', () =>
    inWorld({ ANILIBRIA_TIMEOUT_MS: '50' }, async ({ api, upstream }) => {
      upstream.pull({ fault: 'hang' })

      const response = await api('/titles/9000')

      assert.deepEqual([response.status, (await response.json()).code], [504, 'UPSTREAM_TIMEOUT'])
    }))

  it('a caller who leaves stops the question', () =>
    inWorld({}, async ({ api, upstream }) => {
      await api('/genres')
      upstream.pull({ fault: 'hang' })
      const leaving = new AbortController()
      const asked = api('/titles/9000', { signal: leaving.signal })
      await pass(50)
      leaving.abort()

      const response = await asked

      assert.equal(response.status, 499)
    }))
})

describe('a refresh', () => {
  it('that brings the same keeps bytes, fetched_at and ETag', () =>
    inWorld(shortLived, async ({ api }) => {
      const before = await api('/titles/9000')
      await pass(1100)
      await api('/titles/9000')
      await pass(200)

      const after = await api('/titles/9000')

      assert.equal(after.headers.get('ETag'), before.headers.get('ETag'))
      assert.equal(await after.text(), await before.text())
      assert.match(after.headers.get('Cache-Status') ?? '', /ttl=[01]$/)
    }))

  it('that brings something new is seen by the next caller', () =>
    inWorld(shortLived, async ({ api, upstream }) => {
      const before = await api('/titles/10126')
      upstream.publishEpisode({ title_id: 10126 })
      await pass(1100)
      const stale = await api('/titles/10126')
      await pass(200)

      const after = await api('/titles/10126')

      assert.equal(stale.headers.get('ETag'), before.headers.get('ETag'))
      assert.notEqual(after.headers.get('ETag'), before.headers.get('ETag'))
    }))
})
