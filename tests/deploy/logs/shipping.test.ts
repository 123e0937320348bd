import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createProxiedWorld, type ProxiedWorld } from '../proxy/proxied-world.ts'
import { proxies } from '../proxy/proxies.ts'
import { type Shipped, ship } from './ship.ts'
import { indexTemplate, takes } from './template.ts'

const { properties } = indexTemplate.template.mappings
const [nginx] = proxies
assert.ok(nginx)

/** What would not be found by its field, or not be taken at all. */
function misfits(lines: readonly Shipped[]): readonly string[] {
  const found = lines.flatMap((line) =>
    Object.entries(line).flatMap(([name, value]) => {
      const type = properties[name]?.type ?? 'nothing'
      return value === null || takes[type]?.(value) ? [] : [`${name}: ${value} is no ${type}`]
    }),
  )
  return [...new Set(found)]
}

// Two replicas and a proxy are started, and AniLibria and Redis are away for a moment.
describe('what service and proxy write', { skip: missing('nginx', 'redis', 'mongodb') }, () => {
  let proxied: ProxiedWorld
  let service: readonly Shipped[]
  let proxy: readonly Shipped[]
  let traceId: string | undefined
  before(async () => {
    const env = { LOG_LEVEL: 'debug', ENVIRONMENT: 'production', WATCH_INTERVAL: '1' }
    proxied = await createProxiedWorld(nginx, env)
    const { ask, world, replicas } = proxied
    const { headers } = await ask('/api/anilibria/v2/titles/9000')
    traceId = /00-([\da-f]{32})-/.exec(headers['server-timing'] ?? '')?.[1]
    await ask('/api/anilibria/v2/titles?limit=many', { headers: { 'User-Agent': 'x"y\\z\u00e9' } })
    world.upstream.pull({ fault: 'down' })
    await ask('/api/anilibria/v2/random')
    await world.redis.restart()
    world.upstream.reset()
    await ask('/api/anilibria/v2/titles/10126')
    await until(() => proxied.proxy.output().includes('/titles/10126'))
    replicas[0].program.signal('SIGTERM')
    await replicas[0].program.ended
    service = replicas.flatMap(({ program }) => ship('service', program.output()))
    proxy = ship('proxy', proxied.proxy.output())
  })
  after(() => proxied?.end())

  it('is JSON, line for line', () => {
    assert.deepEqual(
      [...service, ...proxy].filter(({ log }) => log !== undefined),
      [],
    )
    assert.ok(service.length > 20 && proxy.length > 3)
  })

  it('tells of many things', () => {
    const told = new Set(service.map(({ msg }) => msg))

    for (const msg of [
      'Service started',
      'Request failed',
      'AniLibria host left for the next one',
      'Saving title to database',
      'Service stopped',
    ]) {
      assert.ok(told.has(msg), msg)
    }
  })

  it('lands in mapped fields, each of the right type', () => {
    assert.deepEqual(misfits(service), [])
    assert.deepEqual(misfits(proxy), [])
  })

  it('leads from a trace to the lines of its request, and on to the one of the proxy', () => {
    const lines = service.filter(({ trace_id }) => trace_id === traceId)
    const requests = new Set(lines.map(({ request_id }) => request_id))

    const told = lines.map(({ msg }) => msg)
    assert.ok(told.includes('Request completed') && told.length > 2)
    assert.equal(requests.size, 1)
    assert.equal(proxy.filter(({ request_id }) => requests.has(request_id)).length, 1)
  })

  it('is kept as it is where it is no JSON', () => {
    const [line] = ship('service', 'FATAL ERROR: heap out of memory\n')

    assert.equal(line?.log, 'FATAL ERROR: heap out of memory\n')
    assert.deepEqual(misfits([line ?? {}]), [])
  })
})
