import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { onError } from '../../../src/http/answers/problem.ts'
import type { Env } from '../../../src/http/env.ts'
import { createWorld, type World } from '../../support/world.ts'

const json = { 'Content-Type': 'application/json' }

describe('a problem', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  async function problemOf(response: Promise<Response>) {
    const { status, headers } = await response
    const body = await (await response).json()
    assert.equal(headers.get('Content-Type'), 'application/problem+json')
    assert.equal(headers.get('X-Request-ID'), body.request_id)
    assert.equal(body.status, status)
    return { status, code: body.code, allow: headers.get('Allow') }
  }

  it('is a 404 for an unknown route, under the prefix and at the root', async () => {
    const unknown = { status: 404, code: 'ROUTE_NOT_FOUND', allow: null }

    assert.deepEqual(await problemOf(world.api('/nothing')), unknown)
    assert.deepEqual(await problemOf(world.ask('/titles/9000')), unknown)
  })

  it('is a 405 with Allow for a method that a route does not have', async () => {
    const refused = { status: 405, code: 'METHOD_NOT_ALLOWED', allow: 'GET, HEAD' }

    assert.deepEqual(await problemOf(world.api('/titles/9000', { method: 'DELETE' })), refused)
    assert.deepEqual(await problemOf(world.ask('/health', { method: 'POST' })), refused)
    assert.deepEqual(
      await problemOf(world.api('/titles', { method: 'POST', headers: json, body: '{}' })),
      refused,
    )
  })

  it('is a 413 for a body over 64 KiB', async () => {
    const asked = { method: 'POST', headers: json, body: 'x'.repeat(65_537) }

    const { status, code } = await problemOf(world.api('/titles', asked))

    assert.deepEqual([status, code], [413, 'PAYLOAD_TOO_LARGE'])
  })

  it('is a 415 for a body that is not JSON', async () => {
    const asked = { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: '<a/>' }

    const { status, code } = await problemOf(world.api('/titles', asked))

    assert.deepEqual([status, code], [415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  it('is a 500 without inner words for a bug', async () => {
    const app = new Hono<Env>().get('/', () => {
      throw new TypeError('password hunter2 is not a function')
    })
    app.onError(onError)

    const response = await app.request('/')

    assert.equal(response.status, 500)
    assert.doesNotMatch(await response.text(), /hunter2|TypeError/)
  })
})
