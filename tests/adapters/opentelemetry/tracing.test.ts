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

async function until(isSo: () => boolean): Promise<void> {
  const late = performance.now() + 1000
  while (!isSo()) {
    assert.ok(performance.now() < late)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

describe('tracing', () => {
  it('says who sends', async () => {
    const { request, flush, sink } = await opened({
      headers: { 'x-api-key': 'k' },
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
    assert.equal(sink.requests[0]?.['x-api-key'], 'k')
    assert.equal(sink.requests[0]?.['content-type'], 'application/json')
  })

  it('tells what was exported', async () => {
    const { request, tracer, flush, told } = await opened()

    await request(() => tracer.span('getTitle', {}, async () => {}))
    await flush()

    assert.deepEqual(told, { exported: 2 })
  })

  it('sends by itself after a while', async () => {
    const { request, sink, told } = await opened({ delayMs: 10 })

    await request(async () => {})
    await until(() => told.exported === 1)

    assert.equal(sink.spans.length, 1)
  })

  it('sends what waits when it is shut down, and counts what comes later', async () => {
    const { request, shutdown, sink, told } = await opened()
    await request(async () => {})

    await shutdown()
    await request(async () => {})

    assert.equal(sink.spans.length, 1)
    assert.deepEqual(told, { exported: 1, dropped: 1 })
  })

  it('sends as often at once as it is told to', async () => {
    const { request, flush, told } = await opened({ mostAtOnce: 1 })

    await Promise.all(Array.from({ length: 50 }, () => request(async () => {})))
    await flush()
    await until(() => told.exported === 50)

    assert.deepEqual(told, { exported: 50 })
  })

  it('cuts long texts', async () => {
    const { request, flush, sink } = await opened()

    await request(async (span) => span.set({ 'url.path': 'x'.repeat(10_000) }))
    await flush()

    assert.equal(String(sink.span('GET /').attributes['url.path']).length, 4096)
  })
})

describe('a collector that fails', () => {
  it('is told of by what it did not take', async () => {
    const { request, flush, sink, told } = await opened()
    sink.answersWith(400)

    await request(async () => {})
    await flush()

    assert.deepEqual(told, { failed: 1 })
  })

  it('costs no request anything if it is down, and no more memory than the queue', async () => {
    const { request, flush, told } = await opened({
      url: 'http://127.0.0.1:9/v1/traces',
      mostWaiting: 3,
      mostAtOnce: 2,
    })

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => request(async () => index)),
    )
    await flush()

    assert.deepEqual(answers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert.deepEqual(told, { dropped: 7, failed: 3 })
  })

  it('makes room again when it is back', async () => {
    const { request, sink, told } = await opened({ mostWaiting: 1, mostAtOnce: 1 })
    sink.answersWith(400)
    await request(async () => {})
    await until(() => told.failed === 1)

    sink.answersWith(200)
    await request(async () => {})
    await until(() => told.exported === 1)

    assert.deepEqual(told, { failed: 1, exported: 1 })
  })

  it('keeps nobody waiting for ever', async () => {
    const { request, flush, shutdown, sink } = await opened({ timeoutMs: 1000, patienceMs: 10 })
    sink.hangs()
    await request(async () => {})
    const start = performance.now()

    await flush()
    await shutdown()

    assert.ok(performance.now() - start < 500)
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
