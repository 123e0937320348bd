import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { templates } from '../../../src/adapters/anilibria/endpoints.ts'
import { tracedAttempts } from '../../../src/telemetry/traced/traced-attempts.ts'
import { tracedCatalog } from '../../../src/telemetry/traced/traced-catalog.ts'
import { answers, hangs, refuses, visitor } from '../../adapters/anilibria/world.ts'
import { createTracedWorld, type TracedWorld } from './traced-world.ts'

const call = 'anilibria_api_call'

describe('the span of a question to AniLibria', () => {
  let world: TracedWorld
  beforeEach(async () => {
    world = await createTracedWorld()
  })
  afterEach(() => world.end())

  const traced = () => tracedCatalog(world.upstream.catalog, templates, world.tracer)
  const askTitle = () => traced().title(9000, visitor())
  const events = () => world.span(call).events.map(({ name, attributes }) => ({ name, attributes }))

  it('tells who was asked, for what, and what was answered', async () => {
    await world.treeOf(askTitle)

    const span = world.span(call)
    assert.equal(span.kind, 'client')
    assert.deepEqual(span.attributes, {
      'external.service': 'anilibria',
      'http.request.method': 'GET',
      'url.template': '/anime/releases/{idOrAlias}',
      'server.address': 'a.test',
      'http.response.status_code': 200,
    })
    assert.deepEqual(span.events, [])
  })

  it('tells an unusual port', async () => {
    const { tracer, request, flush, sink } = world

    await request(() =>
      tracer.span('apiCall', {}, async () =>
        tracedAttempts(tracer).onAttempt({ host: '[::1]:8080', status: 'timeout' }),
      ),
    )
    await flush()

    assert.deepEqual(sink.span(call).attributes, {
      'server.address': '[::1]',
      'server.port': 8080,
    })
  })

  it('tells which hosts were left, and the one that answered', async () => {
    world.upstream.host('a', answers({}, 503))
    world.upstream.host('b', hangs)

    await world.treeOf(askTitle)

    assert.deepEqual(events(), [
      { name: 'failover', attributes: { 'server.address': 'a.test', 'error.type': 'unavailable' } },
      { name: 'failover', attributes: { 'server.address': 'b.test', 'error.type': 'timeout' } },
    ])
    const { status, attributes } = world.span(call)
    assert.equal(status, 'unset')
    assert.equal(attributes['server.address'], 'c.test')
    assert.equal(attributes['http.response.status_code'], 200)
  })

  it('tells how often all hosts were asked again, and no status that did not come last', async () => {
    world.upstream.host('a', answers({}, 503))
    for (const name of ['b', 'c']) world.upstream.host(name, refuses)

    await world.treeOf(askTitle)

    const told = events()
    assert.deepEqual(
      told.map(({ name }) => name).filter((name) => name !== 'failover'),
      ['retry', 'retry', 'exception'],
    )
    assert.deepEqual(told[3], { name: 'retry', attributes: { 'http.request.resend_count': 1 } })
    assert.equal(world.span(call).attributes['http.response.status_code'], undefined)
    assert.equal(world.span(call).attributes['error.type'], 'unavailable')
  })

  it('is a failure without a host if nobody was asked', async () => {
    for (const name of ['a', 'b', 'c']) world.upstream.host(name, refuses)
    for (let asked = 0; asked < 5; asked += 1) await askTitle().catch(() => {})

    await world.treeOf(askTitle)

    const { attributes } = world.span(call)
    assert.equal(attributes['error.type'], 'unavailable')
    assert.equal(attributes['server.address'], undefined)
    assert.equal(attributes['url.template'], '/anime/releases/{idOrAlias}')
  })

  it('is there for every question, and not for the country', async () => {
    const catalog = traced()
    const ask = visitor()
    const query = { page: 1, limit: 1, sort: 'updated', order: 'asc' } as const
    const asked = {
      page: () => catalog.page(query, ask),
      some: () => catalog.some([1], ask),
      search: () => catalog.search('a', ask),
      updates: () => catalog.updates(1, ask),
      random: () => catalog.random(ask),
      schedule: () => catalog.schedule(ask),
      genres: () => catalog.genres(ask),
    }

    for (const [question, work] of Object.entries(asked)) {
      await world.treeOf(work)
      const { attributes } = world.span(call)
      assert.equal(attributes['url.template'], templates[question as keyof typeof asked])
    }
    assert.deepEqual(await world.treeOf(() => catalog.country(ask)), ['GET /'])
  })
})
