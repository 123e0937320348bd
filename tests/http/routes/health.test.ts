import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createWorld, type World } from '../../support/world.ts'

describe('health', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  it('tells how the service and what it depends on are', async () => {
    const response = await world.ask('/health')

    const { status, version, checks } = await response.json()
    assert.deepEqual([response.status, status, version], [200, 'healthy', '0.1.0'])
    assert.equal(checks.anilibria_api.status, 'healthy')
    assert.equal(checks.redis.status, 'not_configured')
  })

  it('is live at any time, and ready only between start and stop', async () => {
    const statuses = async () => [
      (await world.ask('/health/live')).status,
      (await world.ask('/health/ready')).status,
    ]

    assert.deepEqual(await statuses(), [200, 503])
    world.setReady(true)
    assert.deepEqual(await statuses(), [200, 200])
    world.setReady(false)
    assert.deepEqual(await statuses(), [200, 503])
  })

  it('answers HEAD', async () => {
    assert.equal((await world.ask('/health/live', { method: 'HEAD' })).status, 200)
  })

  it('does not hammer AniLibria, however often it is asked', async () => {
    await world.ask('/health')
    world.upstream.forgetRequests()

    await Promise.all(Array.from({ length: 50 }, () => world.ask('/health')))

    assert.equal(world.upstream.requests().total, 0)
  })
})

describe('GET /metrics', () => {
  it('answers in the text format', async () => {
    const world = await createWorld()

    const response = await world.ask('/metrics')

    assert.match(response.headers.get('Content-Type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.match(await response.text(), /^anilibria_service_info\{.*runtime="node".*\} 1$/m)
    await world.end()
  })
})
