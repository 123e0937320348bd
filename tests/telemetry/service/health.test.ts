import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { createWorld, type World } from '../../support/world.ts'
import { startReceiver } from './receiver.ts'
import { breakDatabase } from './troubles.ts'

/** Whatever comes of the work, the service is ended. */
async function inWorld(
  env: Readonly<Record<string, string>>,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const world = await createWorld(env)
  try {
    await work(world)
  } finally {
    await world.end()
  }
}

async function healthOf({ ask }: World) {
  const response = await ask('/health')
  const text = await response.text()
  return { response, text, said: JSON.parse(text) }
}

describe('GET /health', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  it('says what the seed document wants of a service that is well', () =>
    inWorld({}, async (world) => {
      const { response, said } = await healthOf(world)

      assert.deepEqual([response.status, said.status], [200, 'healthy'])
      assert.equal(new Date(said.timestamp).toISOString(), said.timestamp)
      assert.match(said.version, /^\d+\.\d+\.\d+/)
      assert.ok(Number.isInteger(said.uptime_seconds))
      const parts = ['database', 'redis', 'anilibria_api', 'nodejs_service']
      assert.deepEqual(Object.keys(said.checks), parts)
      for (const part of ['database', 'anilibria_api']) {
        const { status, response_time: seconds, ...rest } = said.checks[part]
        assert.deepEqual([status, rest], ['healthy', {}])
        assert.ok(seconds >= 0 && seconds < 3)
      }
      for (const part of ['redis', 'nodejs_service']) {
        assert.deepEqual(said.checks[part], { status: 'not_configured' })
      }
      assert.equal(response.headers.get('Cache-Control'), 'no-store')
    }))

  for (const status of [200, 404]) {
    it(`finds a neighbour healthy that answers ${status}`, async (t) => {
      const neighbour = await startReceiver(status)
      t.after(neighbour.stop)

      await inWorld({ NODEJS_SERVICE_URL: neighbour.url }, async (world) => {
        const { response, said } = await healthOf(world)

        assert.deepEqual([response.status, said.status], [200, 'healthy'])
        assert.equal(said.checks.nodejs_service.status, 'healthy')
        assert.deepEqual(neighbour.paths, ['/health'])
      })
    })
  }

  for (const fault of ['503', 'nothing'] as const) {
    it(`is degraded, and 200 all the same, while the neighbour answers ${fault}`, async (t) => {
      const neighbour = await startReceiver(503)
      if (fault === 'nothing') await neighbour.stop()
      else t.after(neighbour.stop)

      await inWorld({ NODEJS_SERVICE_URL: neighbour.url }, async (world) => {
        const { response, text, said } = await healthOf(world)

        assert.deepEqual([response.status, said.status], [200, 'degraded'])
        const { status, error } = said.checks.nodejs_service
        assert.deepEqual([status, error], ['unhealthy', 'unavailable'])
        assert.doesNotMatch(text, /127\.0\.0\.1|localhost|ECONN|another service/)
      })
    })
  }

  it('is degraded while AniLibria is down, and names no host', () =>
    inWorld({}, async (world) => {
      world.upstream.pull({ fault: 'down' })
      const { response, text, said } = await healthOf(world)

      assert.deepEqual([response.status, said.status], [200, 'degraded'])
      assert.equal(said.checks.anilibria_api.error, 'unavailable')
      assert.doesNotMatch(text, /127\.0\.0\.1|localhost|ECONN/)
    }))

  it('is unhealthy, and 503, once the database does not answer', () => {
    const dataDir = folders.make()
    return inWorld({ DATA_DIR: dataDir }, async (world) => {
      breakDatabase(dataDir)
      const { response, text, said } = await healthOf(world)

      assert.deepEqual([response.status, said.status], [503, 'unhealthy'])
      const { status, error } = said.checks.database
      assert.deepEqual([status, error], ['unhealthy', 'unavailable'])
      assert.ok(!text.includes(dataDir))
      assert.equal((await world.ask('/health/live')).status, 200)
      assert.equal((await world.ask('/health', { method: 'HEAD' })).status, 503)
    })
  })

  it('answers HEAD with the same status, and nothing else', () =>
    inWorld({}, async (world) => {
      world.setReady(true)
      for (const path of ['/health', '/health/live', '/health/ready']) {
        const response = await world.ask(path, { method: 'HEAD' })

        assert.deepEqual([response.status, await response.text()], [200, ''])
      }
    }))
})
