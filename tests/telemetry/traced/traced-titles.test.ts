import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { answers, refuses } from '../../adapters/anilibria/world.ts'
import { createTracedWorld, type TracedWorld } from './traced-world.ts'

const episodes = [{ id: 'e-1', ordinal: 1 }]

describe('the spans of a title', () => {
  let world: TracedWorld
  before(async () => {
    world = await createTracedWorld()
    for (const name of ['a', 'b', 'c']) {
      world.upstream.host(name, answers({ id: 9000, alias: 'nine', episodes }))
    }
  })
  after(() => world.end())

  const read = (idOrAlias: number | string) => () => world.titles.title(idOrAlias, world.reader)

  it('are, when nobody has read it, every look-up, the call and the keeping', async () => {
    assert.deepEqual(await world.treeOf(read(9000)), [
      'GET /',
      '  get_title',
      '    cache_lookup',
      '    redis_lookup',
      '    database_lookup',
      '    anilibria_api_call',
      '    cache_store',
    ])
    assert.deepEqual(world.span('get_title').attributes, {
      title_id: 9000,
      'title.episodes_count': 1,
    })
    for (const [name, level] of [
      ['cache_lookup', 'memory'],
      ['redis_lookup', 'redis'],
      ['database_lookup', 'database'],
    ] as const) {
      const { attributes } = world.span(name)
      assert.deepEqual(attributes, { 'cache.level': level, 'cache.hit': false })
    }
  })

  it('end at memory when it is there', async () => {
    const tree = await world.treeOf(read(9000))

    assert.deepEqual(tree, ['GET /', '  get_title', '    cache_lookup'])
    assert.equal(world.span('cache_lookup').attributes['cache.hit'], true)
    const { attributes } = world.span('get_title')
    assert.deepEqual(attributes, { title_id: 9000, 'cache.source': 'memory' })
  })

  it('tell the alias that was asked for', async () => {
    await world.treeOf(read('nine'))

    assert.equal(world.span('get_title').attributes.title_id, 'nine')
  })

  it('go on to the level that has it', async () => {
    world.upstream.pass(300_000)

    const tree = await world.treeOf(read(9000))

    assert.deepEqual(tree, ['GET /', '  get_title', '    cache_lookup', '    redis_lookup'])
    assert.equal(world.span('cache_lookup').attributes['cache.hit'], false)
    assert.equal(world.span('redis_lookup').attributes['cache.hit'], true)
    assert.equal(world.span('get_title').attributes['cache.source'], 'redis')
  })

  it('are a trace of their own when it is only renewed', async () => {
    world.upstream.pass(3_600_000)

    const tree = await world.treeOf(read(9000))

    const [title, refresh] = [world.span('get_title'), world.span('background_refresh')]
    const traces = [title, refresh].map(({ traceId }) => world.sink.treeOf(traceId))
    assert.deepEqual(traces, [
      ['GET /', '  get_title', '    cache_lookup', '    redis_lookup', '    database_lookup'],
      ['background_refresh', '  anilibria_api_call', '  cache_store'],
    ])
    assert.equal(tree.length, traces.flat().length)
    assert.equal(refresh.links[0]?.spanId, title.spanId)
    assert.equal(title.attributes['cache.source'], 'database')
  })

  it('show which part failed, though the answer is served', async () => {
    world.upstream.pass(2 * 3_600_000)
    for (const name of ['a', 'b', 'c']) world.upstream.host(name, refuses)

    await world.treeOf(read(9000))

    assert.equal(world.span('anilibria_api_call').status, 'error')
    assert.equal(world.span('get_title').status, 'unset')
  })

  it('fail with the call when there is nothing to serve', async () => {
    const tree = await world.treeOf(read(1))

    assert.ok(!tree.includes('    cache_store'))
    for (const name of ['anilibria_api_call', 'get_title']) {
      const { status, attributes, events } = world.span(name)
      assert.equal(status, 'error')
      assert.equal(attributes['error.type'], 'unavailable')
      assert.equal(events.at(-1)?.name, 'exception')
    }
  })

  it('tell of a cache that fails', async () => {
    for (const level of ['redis', 'database'] as const) {
      world[level].read = () => Promise.reject(new RangeError('Cannot read'))
      await world.treeOf(read(9000))

      const { attributes } = world.span(`${level}_lookup`)
      assert.deepEqual(attributes, { 'cache.level': level, 'error.type': 'RangeError' })
      world[level].read = async () => null
    }
  })
})
