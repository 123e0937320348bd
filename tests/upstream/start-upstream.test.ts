import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startUpstream } from '../support/upstream/start-upstream.ts'
import { openedUpstream } from './opened-upstream.ts'

describe('startUpstream()', () => {
  it('starts several that share nothing', async (t) => {
    const one = await openedUpstream(t)
    const other = await openedUpstream(t)

    one.pull({ fault: '5xx' })
    const { id } = one.publishTitle()

    assert.notEqual(one.url, other.url)
    assert.equal((await other.ask(`/anime/releases/${id}`)).status, 404)
    assert.equal(one.requests().total, 0)
  })

  it('stops though a request still waits', async () => {
    const upstream = await startUpstream()
    upstream.pull({ fault: 'hang' })
    const waiting = assert.rejects(fetch(`${upstream.url}/anime/genres`), TypeError)
    while (upstream.requests().total === 0) await new Promise(setImmediate)

    await upstream.stop()

    await waiting
    await assert.rejects(fetch(upstream.url), TypeError)
  })

  it('comes back on the port it had', async () => {
    const before = await startUpstream()
    await before.stop()

    const after = await startUpstream({ port: Number(new URL(before.origin).port) })

    assert.equal(after.url, before.url)
    assert.equal((await fetch(`${after.url}/anime/genres`)).status, 200)
    await after.stop()
  })
})

describe('/requests', () => {
  it('counts by path, without the query, what was asked of the API', async (t) => {
    const { ask, send } = await openedUpstream(t)
    await ask('/anime/genres')
    await ask('/anime/releases/9000')
    await ask('/anime/releases/9000?exclude=genres')

    const { body } = await send<object>('GET', '/requests')

    assert.partialDeepStrictEqual(body, {
      '/anime/genres': 1,
      '/anime/releases/9000': 2,
      total: 3,
    })
  })

  it('counts requests that meet a fault', async (t) => {
    const { ask, pull, requests } = await openedUpstream(t)
    pull({ fault: 'down' })

    await assert.rejects(ask('/anime/genres'))

    assert.equal(requests()['/anime/genres'], 1)
  })

  it('shows what the last request sent', async (t) => {
    const { url, requests } = await openedUpstream(t)

    await fetch(`${url}/anime/genres`, { headers: { 'User-Agent': 'gateway/1.0' } })

    assert.equal(requests().last_headers['user-agent'], 'gateway/1.0')
  })

  it('is forgotten on DELETE', async (t) => {
    const { ask, send, requests } = await openedUpstream(t)
    await ask('/anime/genres')

    await send('DELETE', '/requests')

    assert.deepEqual(requests(), { total: 0, last_headers: {} })
  })
})
