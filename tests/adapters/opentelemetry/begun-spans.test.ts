import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { createWorld, nothing, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

describe('a span that was begun', () => {
  it('lies below the span under way, until its end is told', async () => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      await tracer.span('getTitle', {}, async () => {
        const lookup = tracer.begin('memoryLookup', { 'cache.level': 'memory' })
        lookup?.set({ 'cache.hit': false })
        lookup?.set({ 'cache.hit': true })
        lookup?.end()
      })
    })
    await flush()

    assert.deepEqual(sink.tree(), ['GET /', '  get_title', '    cache_lookup'])
    const { status, attributes } = sink.span('cache_lookup')
    assert.deepEqual(attributes, { 'cache.level': 'memory', 'cache.hit': true })
    assert.equal(status, 'unset')
  })

  it('may have a name of its own, and events', async () => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      const command = tracer.begin('redisCommand', {}, 'GET')
      command?.event('retried', { 'http.request.resend_count': 1 })
      command?.end()
    })
    await flush()

    const { kind, events } = sink.span('GET')
    assert.equal(kind, 'client')
    assert.deepEqual(
      events.map(({ name, attributes }) => [name, attributes]),
      [['retry', { 'http.request.resend_count': 1 }]],
    )
  })

  it('is not what is under way', async () => {
    const { tracer, request, scope } = world

    await request(async () => {
      const before = scope.current()
      const lookup = tracer.begin('memoryLookup', {})

      assert.equal(scope.current(), before)
      tracer.underWay('memoryLookup').set({ 'cache.hit': true })
      tracer.begin('redisCommand', {}, 'GET')?.end()
      lookup?.end()
    })
    await world.flush()

    assert.deepEqual(world.sink.tree(), ['GET /', '  cache_lookup', '  GET'])
    assert.deepEqual(world.sink.span('cache_lookup').attributes, {})
  })

  it('fails with what it ends with', async () => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      tracer.begin('redisCommand', {}, 'GET')?.end(new Failure('unavailable', 'Cannot reach Redis'))
    })
    await flush()

    const { status, message, attributes, events } = sink.span('GET')
    assert.deepEqual([status, message], ['error', 'Cannot reach Redis'])
    assert.deepEqual(attributes, { 'error.type': 'unavailable' })
    assert.deepEqual(
      events.map(({ name }) => name),
      ['exception'],
    )
    assert.equal(sink.span('GET /').status, 'unset')
  })

  it('ends once, and hears nothing afterwards', async () => {
    const { tracer, request, flush, sink, told } = world

    await request(async () => {
      const lookup = tracer.begin('memoryLookup', {})
      lookup?.end()
      lookup?.end(new RangeError('late'))
      lookup?.set({ 'cache.hit': true })
      lookup?.event('retried', {})
    })
    await flush()

    const { status, attributes, events } = sink.span('cache_lookup')
    assert.deepEqual([status, attributes, events], ['unset', {}, []])
    assert.deepEqual(told, { exported: 2 })
  })

  it('is none where nothing is under way, or nothing sampled', async () => {
    const { tracer, request, shutdown, sink, told } = world
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`
    const begin = async () => {
      assert.equal(tracer.begin('memoryLookup', {}), undefined)
    }

    await begin()
    await request(begin, { carried: { ...nothing, traceparent } })
    await shutdown()

    assert.deepEqual([sink.spans, told], [[], {}])
  })
})
