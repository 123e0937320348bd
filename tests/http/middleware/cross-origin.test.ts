import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createWorld, type World } from '../../support/world.ts'

const origin = 'https://anime.example'

describe('CORS_ORIGINS', () => {
  let world: World
  let closed: World
  before(async () => {
    world = await createWorld({ CORS_ORIGINS: `${origin},https://other.example` })
    closed = await createWorld()
  })
  after(async () => {
    await world.end()
    await closed.end()
  })

  it('lets pages of these origins read answers and their headers', async () => {
    const { headers } = await world.api('/genres', { headers: { Origin: origin } })

    assert.equal(headers.get('Access-Control-Allow-Origin'), origin)
    assert.equal(headers.get('Timing-Allow-Origin'), origin)
    assert.equal(headers.get('Vary'), 'Origin')
    assert.deepEqual(headers.get('Access-Control-Expose-Headers')?.split(','), [
      'ETag',
      'X-Request-ID',
      'Cache-Status',
      'Server-Timing',
      'Retry-After',
    ])
  })

  it('lets them read problems too', async () => {
    const { status, headers } = await world.api('/titles/0', { headers: { Origin: origin } })

    assert.equal(status, 400)
    assert.equal(headers.get('Access-Control-Allow-Origin'), origin)
  })

  it('answers their preflight, traceparent allowed', async () => {
    const asked = { Origin: origin, 'Access-Control-Request-Method': 'GET' }

    const { status, headers } = await world.api('/genres', { method: 'OPTIONS', headers: asked })

    assert.equal(status, 204)
    assert.match(headers.get('Access-Control-Allow-Headers') ?? '', /traceparent/)
    assert.equal(headers.get('Access-Control-Allow-Methods'), 'GET,HEAD')
    assert.notEqual(headers.get('X-Request-ID'), null)
  })

  it('lets no other page read, and says that answers differ by origin', async () => {
    const { headers } = await world.api('/genres', { headers: { Origin: 'https://evil.example' } })

    assert.equal(headers.get('Access-Control-Allow-Origin'), null)
    assert.equal(headers.get('Timing-Allow-Origin'), null)
    assert.equal(headers.get('Vary'), 'Origin')
  })

  it('lets nobody read where it is not set', async () => {
    const { headers } = await closed.api('/genres', { headers: { Origin: origin } })

    assert.equal(headers.get('Access-Control-Allow-Origin'), null)
    assert.equal(headers.get('Vary'), null)
  })
})
