import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { inspect } from 'node:util'
import { createRedisCache } from '../../../src/adapters/redis/cache.ts'
import { type OpenRedis, openRedis } from '../../../src/adapters/redis/connect.ts'
import { pingRedis } from '../../../src/adapters/redis/status.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const unavailable = { name: 'Failure', code: 'unavailable' }

/** How long it takes to settle, in milliseconds. */
async function timed(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work
  return performance.now() - start
}

describe('openRedis()', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  it('waits for nothing: until it has connected, commands fail', async () => {
    const redis = openRedis(world.server.url)

    assert.equal(redis.connections(), 0)
    await assert.rejects(pingRedis(redis), unavailable)
    await until(() => redis.connections() === 2)
    await pingRedis(redis)
    redis.close()
  })

  it('has no connections once it is closed, and fails what is asked then', async () => {
    const redis = await world.open()
    const underWay = assert.rejects(redis.client.blpop('nothing', 0))
    redis.close()

    assert.ok((await timed(underWay)) < 200)
    await until(() => redis.client.status === 'end' && redis.subscriber.status === 'end')
    assert.equal(redis.connections(), 0)
    await assert.rejects(pingRedis(redis), unavailable)
  })

  // Waits until it has connected again, which is tried after pauses.
  it('fails at once while Redis is gone, and comes back by itself', async () => {
    const states: (string | null)[] = []
    const redis = await world.open({ onState: (failure) => states.push(failure?.code ?? null) })
    await world.server.kill()
    await until(() => redis.connections() === 0)

    const lostMs = await timed(assert.rejects(pingRedis(redis), unavailable))
    assert.ok(lostMs < 200, `${lostMs}`)
    await setTimeout(300)
    await world.server.restart()

    await until(() => redis.connections() === 2)
    await pingRedis(redis)
    assert.deepEqual(states, [null, 'unavailable', null])
    redis.close()
  })

  it('tells why Redis cannot be used', async () => {
    const redis = await world.open()
    await world.server.kill()
    await until(() => redis.client.status === 'reconnecting')

    await assert.rejects(pingRedis(redis), ({ message, cause }: Error) => {
      assert.equal(message, 'Cannot ask Redis how it is: Redis did not do it')
      assert.match(String(cause), /connection was closed|ECONNREFUSED|ECONNRESET/)
      return true
    })
    redis.close()
    await world.server.restart()
  })

  it('does not tell what a command said', async () => {
    const redis = await world.open()
    const wrong = redis.reach('do wrong', (client) => client.call('NONSENSE', 'planted', 'planted'))

    await assert.rejects(wrong, (error) => {
      assert.match(inspect(error, { depth: 9 }), /unknown command 'NONSENSE'/)
      assert.doesNotMatch(inspect(error, { depth: 9 }), /planted/)
      return true
    })
  })
})

describe('openRedis(), when Redis is frozen', { skip: missing('redis') }, () => {
  let world: World
  let redis: OpenRedis
  before(async () => {
    world = await createWorld()
    redis = await world.open()
  })
  after(() => world.end())

  // Waits for the limit of a command.
  it('fails each command in the end, and goes on with the same connection', async () => {
    const cache = createRedisCache(redis)
    world.server.freeze()
    const lostMs = await timed(assert.rejects(cache.read('title:1'), unavailable))
    assert.ok(lostMs > 400 && lostMs < 2_000, `${lostMs}`)

    world.server.thaw()

    assert.equal(await cache.read('title:1'), null)
    assert.equal(redis.connections(), 2)
  })

  it('fails what waits for its answer together with the connection', async () => {
    world.server.freeze()
    const read = assert.rejects(createRedisCache(redis).read('title:1'), unavailable)

    await world.server.kill()

    assert.ok((await timed(read)) < 200)
    await world.server.restart()
    await until(() => redis.connections() === 2)
  })

  it('refuses more than 2,000 commands at once', async () => {
    const cache = createRedisCache(redis)
    world.server.freeze()
    const reads = Array.from({ length: 2_000 }, () => cache.read('title:1'))

    const lostMs = await timed(assert.rejects(cache.read('title:1'), unavailable))

    assert.ok(lostMs < 200, `${lostMs}`)
    world.server.thaw()
    assert.equal((await Promise.all(reads)).length, 2_000)
    assert.equal(await cache.read('title:1'), null)
  })

  // Waits until the connections are given up, and made again.
  it('gives its connections up after some seconds, and makes new ones', async () => {
    world.server.freeze()
    await assert.rejects(pingRedis(redis), unavailable)

    await until(() => redis.connections() === 0)
    // The first command of a new connection, at most.
    assert.ok(redis.client.commandQueue.length <= 1)
    await assert.rejects(pingRedis(redis), unavailable)
    world.server.thaw()

    await until(() => redis.connections() === 2)
    await pingRedis(redis)
  })
})
