import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createWorld, nothing, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

describe('detached work', () => {
  it('is a trace of its own, linked to what it was begun by', async () => {
    const { tracer, request, scope, flush, sink } = world

    const circumstances = await request(
      () => tracer.detached('refresh', async () => scope.current()),
      { carried: { ...nothing, baggage: 'a=1' } },
    )
    await flush()

    const begun = sink.span('GET /')
    const span = sink.span('background_refresh')
    assert.notEqual(span.traceId, begun.traceId)
    assert.equal(span.parentSpanId, undefined)
    assert.deepEqual(
      span.links.map(({ traceId, spanId }) => [traceId, spanId]),
      [[begun.traceId, begun.spanId]],
    )
    assert.equal(circumstances?.trace.spanId, span.spanId)
    assert.equal(circumstances?.requestId, 'r-1')
    assert.equal(circumstances?.baggage, undefined)
  })

  it('needs nothing to be under way', async () => {
    const { tracer, flush, sink } = world

    await tracer.detached('refresh', () => tracer.span('cacheStore', {}, async () => {}))
    await flush()

    assert.deepEqual(sink.tree(), ['background_refresh', '  cache_store'])
    assert.deepEqual(sink.span('background_refresh').links, [])
  })

  it('fails as the work does', async () => {
    const { tracer, flush, sink } = world

    await assert.rejects(tracer.detached('refresh', () => Promise.reject(new Error('no'))))
    await flush()

    assert.equal(sink.span('background_refresh').status, 'error')
  })

  it('seems to begin no earlier than what it was begun by, whatever the time of day does', async (test) => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      test.mock.method(Date, 'now', () => 1000)
      await tracer.detached('refresh', () => tracer.span('cacheStore', {}, async () => {}))
    })
    await flush()

    const [begun, detached] = [sink.span('GET /'), sink.span('background_refresh')]
    assert.ok(begun.startedAt <= detached.startedAt && detached.endedAt <= begun.endedAt)
    assert.ok(detached.startedAt <= sink.span('cache_store').startedAt)
  })
})
