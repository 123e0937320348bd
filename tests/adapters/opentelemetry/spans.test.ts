import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import type { RequestSpan } from '../../../src/telemetry/tracer.ts'
import { aboutNow, createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

async function endedWith(status: number, error?: unknown) {
  const { tracer, flush, sink } = world
  const answered = async (span: RequestSpan) =>
    span.answered('GET /', status, performance.now(), error)
  await tracer.request(aboutNow(), answered)
  await flush()
  return sink.span('GET /')
}

describe('the span of a request', () => {
  it('is no failure below 500, whatever was thrown', async () => {
    const span = await endedWith(404, new Failure('title-not-found', 'Cannot find title 1'))

    assert.equal(span.status, 'unset')
    assert.equal(span.attributes['error.type'], undefined)
    assert.deepEqual(span.events, [])
  })

  it('is a failure from 500 on', async () => {
    const span = await endedWith(503)

    assert.equal(span.status, 'error')
    assert.equal(span.attributes['error.type'], '503')
    assert.deepEqual(span.events, [])
  })

  it('records a failure by its code and its words', async () => {
    const span = await endedWith(503, new Failure('unavailable', 'Cannot reach AniLibria'))

    assert.equal(span.attributes['error.type'], 'unavailable')
    assert.equal(span.message, 'Cannot reach AniLibria')
    assert.deepEqual(
      span.events.map(({ name, attributes }) => [name, attributes]),
      [
        [
          'exception',
          { 'exception.type': 'Failure', 'exception.message': 'Cannot reach AniLibria' },
        ],
      ],
    )
  })

  it('records a bug with where it came from', async () => {
    const span = await endedWith(500, new TypeError('Cannot read it'))

    assert.equal(span.attributes['error.type'], 'TypeError')
    const [{ attributes } = assert.fail()] = span.events
    assert.match(Object(attributes)['exception.stacktrace'], /spans\.test\.ts/)
  })

  for (const thrown of ['a text', 5, null, Object.create(null)]) {
    it(`records also what is no error: ${typeof thrown}`, async () => {
      const span = await endedWith(500, thrown)

      assert.equal(span.attributes['error.type'], typeof thrown)
      assert.equal(span.status, 'error')
    })
  }

  it('ends even if nobody has ended it', async () => {
    const { tracer, flush, sink } = world

    await assert.rejects(tracer.request(aboutNow(), () => Promise.reject(new RangeError('lost'))))
    await flush()

    const [span = assert.fail()] = sink.spans
    assert.equal(span.attributes['error.type'], 'RangeError')
  })

  it('ends once, and hears nothing afterwards', async () => {
    const { tracer, flush, sink } = world
    let late: RequestSpan | undefined

    await tracer.request(aboutNow(), async (span) => {
      late = span
      span.answered('GET /', 200, performance.now())
      span.answered('GET /again', 500, performance.now())
    })
    late?.set({ 'url.path': '/late' })
    late?.event('retried', {})
    await flush()

    assert.equal(sink.spans.length, 1)
    const span = sink.span('GET /')
    assert.deepEqual([span.status, span.attributes, span.events], ['unset', {}, []])
  })
})

describe('a span', () => {
  it('lies below the one it was started in, in their order', async () => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      await tracer.span('getTitle', { title_id: 1 }, async () => {
        await tracer.span('memoryLookup', {}, async () => {})
        await tracer.span('databaseLookup', {}, async () => {})
      })
      await tracer.span('cacheStore', {}, async () => {})
    })
    await flush()

    assert.deepEqual(sink.tree(), [
      'GET /',
      '  get_title',
      '    cache_lookup',
      '    database_lookup',
      '  cache_store',
    ])
    assert.equal(new Set(sink.spans.map(({ traceId }) => traceId)).size, 1)
  })

  it('is what is under way for those in it, and nobody else', async () => {
    const { tracer, request, scope, flush, sink } = world
    const current = () => scope.current()?.trace.spanId

    await request(async () => {
      const outside = current()
      const inside = await tracer.span('getTitle', {}, async () => current())
      await flush()
      assert.equal(inside, sink.span('get_title').spanId)
      assert.notEqual(inside, outside)
      assert.equal(current(), outside)
    })
  })

  it('has the attributes of its start, and the last ones it was told', async () => {
    const { tracer, request, flush, sink } = world

    await request(() =>
      tracer.span('apiCall', { 'external.service': 'anilibria' }, async (span) => {
        span.set({ 'server.address': 'a', 'http.response.status_code': 503 })
        span.set({ 'server.address': 'b' })
        span.set({ 'http.response.status_code': undefined })
      }),
    )
    await flush()

    const { attributes, kind } = sink.span('anilibria_api_call')
    assert.deepEqual(attributes, { 'external.service': 'anilibria', 'server.address': 'b' })
    assert.equal(kind, 'client')
  })

  it('tells times more exactly than in milliseconds', async () => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      for (const _ of [1, 2, 3]) await tracer.span('cacheStore', {}, async () => {})
    })
    await flush()

    const isWhole = (time: bigint) => time % 1_000_000n === 0n
    assert.ok(sink.spans.some(({ startedAt }) => !isWhole(startedAt)))
    assert.ok(sink.spans.some((span) => span.endedAt > span.startedAt && !isWhole(span.endedAt)))
  })

  it('gives back what the work gives, and throws what it throws', async () => {
    const { tracer, request } = world
    const failure = new Failure('timeout', 'Cannot wait')

    await request(async () => {
      assert.equal(await tracer.span('getTitle', {}, async () => 7), 7)
      await assert.rejects(
        tracer.span('getTitle', {}, () => Promise.reject(failure)),
        failure,
      )
    })
  })

  it('gives back at once what is there at once, and ends then', async () => {
    const { tracer, request, flush, sink } = world

    await request(async () => {
      const made = tracer.span('getTitle', {}, () => tracer.span('memoryLookup', {}, () => 7))
      assert.equal(made, 7)
      await flush()
    })

    const [title, lookup] = [sink.span('get_title'), sink.span('cache_lookup')]
    assert.equal(lookup.parentSpanId, title.spanId)
    assert.ok(title.startedAt <= lookup.startedAt && lookup.endedAt <= title.endedAt)
  })

  it('fails as the work does, also if that throws at once', async () => {
    const { tracer, request, flush, sink } = world
    const throws = (): Promise<void> => {
      throw new SyntaxError('Cannot parse')
    }

    await request(async () => {
      assert.throws(() => tracer.span('getTitle', {}, throws), SyntaxError)
    })
    await flush()

    const span = sink.span('get_title')
    assert.equal(span.status, 'error')
    assert.equal(span.attributes['error.type'], 'SyntaxError')
    assert.equal(sink.span('GET /').status, 'unset')
  })

  it('is no failure if the caller has left', async () => {
    const { tracer, request, flush, sink } = world
    const left = new Failure('cancelled', 'Cannot go on: the caller has left')

    await request(async () => {
      await assert.rejects(tracer.span('getTitle', {}, () => Promise.reject(left)))
    })
    await flush()

    const span = sink.span('get_title')
    assert.equal(span.status, 'unset')
    assert.equal(span.attributes['error.type'], 'cancelled')
    assert.deepEqual(span.events, [])
  })

  it('is found by its kind while it is under way', async () => {
    const { tracer, request, flush, sink } = world

    await request(() =>
      tracer.span('apiCall', {}, async () => {
        tracer.underWay('apiCall').event('retried', { 'http.request.resend_count': 1 })
        tracer.underWay('getTitle').set({ title_id: 9 })
      }),
    )
    await flush()

    const { events, attributes } = sink.span('anilibria_api_call')
    assert.deepEqual(
      events.map(({ name, attributes }) => [name, attributes]),
      [['retry', { 'http.request.resend_count': 1 }]],
    )
    assert.deepEqual(attributes, {})
  })

  it('is only its work where nothing is under way', async () => {
    const { tracer, shutdown, sink } = world

    assert.equal(await tracer.span('getTitle', {}, async () => 7), 7)
    tracer.underWay('getTitle').set({ title_id: 1 })
    await shutdown()

    assert.deepEqual(sink.spans, [])
  })
})
