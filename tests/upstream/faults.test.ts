import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Lever } from '../support/upstream/levers/lever.ts'
import type { Upstream } from '../support/upstream/start-upstream.ts'
import { openedUpstream } from './opened-upstream.ts'

async function genresUnder(t: TestContext, lever: Lever): Promise<Response> {
  const upstream = await openedUpstream(t)
  upstream.pull(lever)
  return genres(upstream)
}

function genres({ url }: Upstream): Promise<Response> {
  return fetch(`${url}/anime/genres`)
}

describe('a fault', () => {
  it('down destroys the connection', async (t) => {
    await assert.rejects(genresUnder(t, { fault: 'down' }), TypeError)
  })

  it('slow answers after its delay', async (t) => {
    const start = performance.now()

    const response = await genresUnder(t, { fault: 'slow', delay_ms: 60 })

    assert.equal(response.status, 200)
    assert.ok(performance.now() - start >= 59)
  })

  it('hang answers only when the levers are reset', async (t) => {
    const upstream = await openedUpstream(t)
    upstream.pull({ fault: 'hang' })
    const answer = genres(upstream)
    const before = await Promise.race([answer, wait(50, 'nothing')])

    upstream.reset()

    assert.equal((await answer).status, 200)
    assert.equal(before, 'nothing')
  })

  it('5xx answers 503 with JSON, or the status it was told', async (t) => {
    const usual = await genresUnder(t, { fault: '5xx' })
    const told = await genresUnder(t, { fault: '5xx', status: 502 })

    assert.deepEqual([usual.status, await usual.json()], [503, { message: 'Service Unavailable' }])
    assert.deepEqual([told.status, await told.json()], [502, { message: 'Server Error' }])
  })

  const pages = [
    ['html521', 521],
    ['html200', 200],
    ['html404', 404],
    ['challenge403', 403],
  ] as const
  for (const [fault, status] of pages) {
    it(`${fault} answers ${status} with HTML`, async (t) => {
      const response = await genresUnder(t, { fault })

      assert.equal(response.status, status)
      assert.match(response.headers.get('Content-Type') ?? '', /^text\/html/)
      assert.match(await response.text(), /^<!DOCTYPE html>/)
    })
  }

  it('challenge403 says that it is a challenge', async (t) => {
    const response = await genresUnder(t, { fault: 'challenge403' })

    assert.equal(response.headers.get('cf-mitigated'), 'challenge')
  })

  const date = 'Sun, 01 Mar 2026 00:00:30 GMT'
  for (const [retry_after, header] of [
    [30, '30'],
    [date, date],
  ] as const) {
    it(`429 tells when to come back: ${header}`, async (t) => {
      const response = await genresUnder(t, { fault: '429', retry_after })

      assert.equal(response.status, 429)
      assert.equal(response.headers.get('Retry-After'), header)
    })
  }

  it('429 says nothing of it unless told', async (t) => {
    const response = await genresUnder(t, { fault: '429' })

    assert.equal(response.headers.has('Retry-After'), false)
  })

  it('broken_json breaks off in the middle', async (t) => {
    const response = await genresUnder(t, { fault: 'broken_json' })

    assert.equal(response.status, 200)
    await assert.rejects(response.json(), SyntaxError)
  })

  it('broken_item spoils one item of a bare list', async (t) => {
    const response = await genresUnder(t, { fault: 'broken_item' })

    const body = (await response.json()) as { id?: unknown }[]
    assert.equal(body.length, 22)
    assert.deepEqual(
      body.filter(({ id }) => typeof id !== 'number'),
      [{ id: 'oops' }],
    )
  })

  it('broken_item spoils one item of a page', async (t) => {
    const { pull, ask } = await openedUpstream(t)
    pull({ fault: 'broken_item' })

    const { body } = await ask<{ data: { id?: unknown }[] }>('/anime/catalog/releases?limit=3')

    assert.deepEqual(body.data[1], [])
    assert.deepEqual([body.data[0]?.id, body.data[2]?.id], [10126, 10149])
  })

  it('broken_item leaves a single release as it is', async (t) => {
    const { pull, ask } = await openedUpstream(t)
    const before = await ask('/anime/releases/9000')

    pull({ fault: 'broken_item' })

    assert.deepEqual((await ask('/anime/releases/9000')).body, before.body)
  })
})
