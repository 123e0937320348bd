import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createScope } from '../../../src/adapters/async-context/scope.ts'
import type { SamplerName } from '../../../src/adapters/opentelemetry/sampler.ts'
import { createWorld, nothing, type World } from './world.ts'

let world: World | undefined
afterEach(() => world?.end())

async function opened(...options: Parameters<typeof createWorld>): Promise<World> {
  world = await createWorld(...options)
  return world
}

const childOf = (flags: string) => ({
  carried: { ...nothing, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-${flags}` },
})

describe('tracing', () => {
  it('says who sends', async () => {
    const { request, flush, sink } = await opened({
      attributes: { 'service.name': 'other', 'service.namespace': 'anime' },
    })

    await request(async () => {})
    await flush()

    const { 'service.instance.id': instance, ...resource } = sink.span('GET /').resource
    assert.match(String(instance), /^[0-9a-f-]{36}$/)
    assert.deepEqual(
      { ...resource, 'telemetry.sdk.version': '' },
      {
        'service.name': 'gateway',
        'service.version': '1.2.3',
        'service.namespace': 'anime',
        'deployment.environment.name': 'test',
        'process.runtime.name': 'node',
        'process.runtime.version': '24.0.0',
        'telemetry.sdk.language': 'nodejs',
        'telemetry.sdk.name': 'opentelemetry',
        'telemetry.sdk.version': '',
      },
    )
  })
})

describe('sampling', () => {
  const cases: [SamplerName, number, boolean, boolean, boolean][] = [
    // name, ratio, then: without a parent, with one that is sampled, with one that is not
    ['always_on', 0, true, true, true],
    ['always_off', 1, false, false, false],
    ['traceidratio', 1, true, true, true],
    ['traceidratio', 0, false, false, false],
    ['parentbased_always_on', 0, true, true, false],
    ['parentbased_always_off', 1, false, true, false],
    ['parentbased_traceidratio', 0, false, true, false],
    ['parentbased_traceidratio', 1, true, true, false],
  ]
  for (const [sampler, ratio, ...expected] of cases) {
    it(`follows ${sampler} at ${ratio}`, async () => {
      const { request } = await opened({ sampler, ratio })
      const sampled = (about = {}) => request(async (span) => span.ids.sampled, about)

      assert.deepEqual(
        [await sampled(), await sampled(childOf('01')), await sampled(childOf('00'))],
        expected,
      )
    })
  }

  it('makes nothing of spans within what is not sampled', async () => {
    const { request, tracer, scope, flush, sink } = await opened()

    await request(async () => {
      const before = scope.current()
      await tracer.span('getTitle', {}, async (span) => {
        span.set({ title_id: 1 })
        assert.equal(scope.current(), before)
      })
    }, childOf('00'))
    await flush()

    assert.deepEqual(sink.requests, [])
  })
})

describe('tracing to nowhere', () => {
  beforeEach(() => opened({ url: null }))

  it('makes ids all the same, and takes over a parent’s', async () => {
    const { request, sink } = world as World

    const own = await request(async (span) => span.ids)
    const child = await request(async (span) => span.ids, childOf('01'))

    assert.match(own.traceId, /^[0-9a-f]{32}$/)
    assert.match(own.spanId, /^[0-9a-f]{16}$/)
    assert.deepEqual([own.sampled, child.sampled], [false, false])
    assert.equal(child.traceId, 'a'.repeat(32))
    assert.deepEqual(sink.requests, [])
  })

  it('gives detached work ids of its own', async () => {
    const { request, tracer, scope } = world as World

    const [outside, inside] = await request(async (span) => [
      span.ids,
      await tracer.detached('refresh', async () => scope.current()?.trace),
    ])

    assert.notEqual(outside.traceId, inside?.traceId)
  })
})

describe('two tracings in one process', () => {
  it('know nothing of each other', async (test) => {
    const one = await opened()
    const scope = createScope()
    const other = await createWorld({ scope })
    test.after(() => other.end())

    await one.request(() => other.tracer.span('getTitle', {}, async () => {}))
    await other.shutdown()

    assert.deepEqual(other.sink.spans, [])
  })
})
