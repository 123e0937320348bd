import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { createRedisCache } from '../../../src/adapters/redis/cache.ts'
import { traceRedisCommands } from '../../../src/adapters/redis/command-spans.ts'
import { type OpenRedis, openRedis } from '../../../src/adapters/redis/connect.ts'
import { createRedisTurns } from '../../../src/adapters/redis/turns.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { keptOf } from '../../support/answers.ts'
import * as opentelemetry from '../opentelemetry/world.ts'
import { createWorld, type World } from './world.ts'

describe('traceRedisCommands()', { skip: missing('redis') }, () => {
  let world: World
  let redis: OpenRedis
  let telemetry: opentelemetry.World
  let stop: () => void
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())
  beforeEach(async () => {
    redis = await world.openEmpty()
    telemetry = await opentelemetry.createWorld()
    stop = traceRedisCommands(telemetry.tracer)
  })
  afterEach(async () => {
    stop()
    await telemetry.end()
  })

  /** All spans of a request that does this, indented below their parents. */
  async function treeOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    await telemetry.request(() => work().catch(() => {}))
    await telemetry.flush()
    return telemetry.sink.tree()
  }

  it('makes a span of each command, below the span of whoever lets it be sent', async () => {
    const { tracer } = telemetry
    const cache = createRedisCache(redis, () => 0)

    const tree = await treeOf(async () => {
      await tracer.span('redisLookup', {}, () => cache.read('title:1'))
      await tracer.span('cacheStore', {}, () => cache.write('title:1', keptOf('one')))
      await cache.remove('title:1')
    })

    assert.deepEqual(tree, [
      'GET /',
      '  redis_lookup',
      '    GET',
      '  cache_store',
      '    SET',
      '  UNLINK',
    ])
  })

  it('tells which command it was and where it went, and no key or value', async () => {
    await treeOf(async () => {
      await createRedisCache(redis, () => 0).write('title:planted', keptOf('planted'))
      await (await createRedisTurns(redis).take('planted'))?.end(true)
      await redis.client.zadd('planted', 1, 'planted')
    })

    const { kind, status, attributes } = telemetry.sink.span('ZADD')
    assert.equal(kind, 'client')
    assert.equal(status, 'unset')
    assert.deepEqual(attributes, {
      'db.system.name': 'redis',
      'db.operation.name': 'ZADD',
      'db.namespace': '0',
      'server.address': '127.0.0.1',
      'server.port': world.server.port,
    })
    assert.equal(telemetry.sink.spans.length, 5)
    assert.doesNotMatch(inspect(telemetry.sink.spans, { depth: 9 }), /planted/)
  })

  it('tells which database it was in', async () => {
    const other = openRedis(`${world.server.url}/3`)
    await until(() => other.connections() === 2)

    await treeOf(() => other.client.dbsize())

    assert.equal(telemetry.sink.span('DBSIZE').attributes['db.namespace'], '3')
    other.close()
  })

  it('tells of an error, without what was sent', async () => {
    await redis.client.rpush('title:planted', 'planted')

    await treeOf(() => redis.client.incr('title:planted'))

    const span = telemetry.sink.span('INCR')
    assert.equal(span.status, 'error')
    assert.equal(span.attributes['error.type'], 'unavailable')
    assert.match(inspect(span.events), /WRONGTYPE/)
    assert.doesNotMatch(inspect(span, { depth: 9 }), /planted/)
  })

  it('tells of a connection that is lost meanwhile', async () => {
    await treeOf(async () => {
      const waiting = redis.client.blpop('nothing', 0)
      redis.client.disconnect()
      await waiting
    })

    assert.equal(telemetry.sink.span('BLPOP').attributes['error.type'], 'unavailable')
  })

  it('leaves out what a connection says for itself', async () => {
    const tree = await treeOf(async () => {
      const other = openRedis(`${world.server.url}/3`)
      await until(() => other.connections() === 2)
      await other.subscriber.subscribe('anilibria:bus')
      await other.client.ping()
      other.close()
    })

    assert.deepEqual(tree, ['GET /', '  PING'])
  })

  it('makes no spans where nothing is under way, and none once it is told to stop', async () => {
    await redis.client.ping()
    stop()

    assert.deepEqual(await treeOf(() => redis.client.ping()), ['GET /'])
  })
})
