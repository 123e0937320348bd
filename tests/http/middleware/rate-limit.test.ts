import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createWorld, type World } from '../../support/world.ts'

describe('RATE_LIMIT_REQUESTS_PER_MINUTE', () => {
  let world: World
  before(async () => {
    world = await createWorld({ RATE_LIMIT_REQUESTS_PER_MINUTE: '60', RATE_LIMIT_BURST: '3' })
  })
  after(() => world.end())

  async function statusesOf(peer: string, forwarded?: string): Promise<number[]> {
    const headers: Record<string, string> = forwarded ? { 'X-Forwarded-For': forwarded } : {}
    const statuses: number[] = []
    for (let asked = 0; asked < 4; asked += 1) {
      statuses.push((await world.api('/genres', { peer, headers })).status)
    }
    return statuses
  }

  it('refuses a client beyond its burst, with a problem that says when to come back', async () => {
    assert.deepEqual(await statusesOf('198.51.100.1'), [200, 200, 200, 429])

    const response = await world.api('/genres', { peer: '198.51.100.1' })

    assert.equal((await response.json()).code, 'RATE_LIMITED')
    assert.match(response.headers.get('Retry-After') ?? '', /^[1-3]$/)
  })

  it('counts each client behind a trusted proxy by itself', async () => {
    assert.deepEqual(await statusesOf('10.0.0.1', '198.51.100.2'), [200, 200, 200, 429])
    assert.deepEqual(await statusesOf('10.0.0.1', '198.51.100.3'), [200, 200, 200, 429])
  })

  it('is not got round by a forged X-Forwarded-For', async () => {
    const statuses: number[] = []
    for (let asked = 0; asked < 4; asked += 1) {
      const headers = { 'X-Forwarded-For': `203.0.113.${asked}` }
      statuses.push((await world.api('/genres', { peer: '198.51.100.4', headers })).status)
    }

    assert.deepEqual(statuses, [200, 200, 200, 429])
  })

  it('leaves health checks alone', async () => {
    for (let asked = 0; asked < 5; asked += 1) {
      assert.equal((await world.ask('/health/live', { peer: '198.51.100.5' })).status, 200)
    }
  })
})
