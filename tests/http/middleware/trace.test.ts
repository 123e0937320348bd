import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { Failure } from '../../../src/core/failure.ts'
import { answer, json } from '../../../src/http/answers/answer.ts'
import { problem } from '../../../src/http/answers/problem.ts'
import { parseCidr } from '../../../src/http/client/cidr.ts'
import { createClient } from '../../../src/http/client/client.ts'
import { type Env, known } from '../../../src/http/env.ts'
import { type Answer, type Layer, layered } from '../../../src/http/layer.ts'
import { failures } from '../../../src/http/middleware/failures.ts'
import { requestId } from '../../../src/http/middleware/request-id.ts'
import { trace } from '../../../src/http/middleware/trace.ts'
import { createWorld, type World } from '../../adapters/opentelemetry/world.ts'
import type { ArrivedSpan } from '../../support/otlp-sink.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'
const parent = `00-${traceId}-${spanId}-01`

const stranger = '198.51.100.7'
const proxy = '10.0.0.1'

function createApp({ tracer, scope }: World): Hono<Env> {
  const trusted = [parseCidr('10.0.0.0/8') ?? assert.fail()]
  const client = createClient({ peer: (c) => (c.env as { peer: string }).peer, trusted })
  const outside = [requestId(client, { generate: () => 'r-1' }), trace(tracer, client), failures]
  const signedIn: Layer = (next) => (c) => {
    known(c).userId = 'user-7'
    return next(c)
  }
  const app = new Hono<Env>()
  const get = (path: string, made: Answer, ...inside: readonly Layer[]) =>
    app.get(path, layered([...outside, ...inside], made, path))
  get('/titles/:id', (c) => {
    const { trace: { traceId } = assert.fail(), ...rest } = scope.current() ?? assert.fail()
    return json(c, 200, { ...rest, trace: { traceId } })
  })
  get('/mine/titles', (c) => json(c, 200, []), signedIn)
  get('/fails', () => Promise.reject(new Failure('unavailable', 'Cannot reach AniLibria')))
  get('/left', () => Promise.reject(new Failure('cancelled', 'Cannot go on')))
  get('/breaks', () => Promise.reject(new TypeError('Cannot read it')))
  get('/throws', () => Promise.reject('a text'))
  get('/health/ready', (c) => answer(c, 503, null, {}))
  app.notFound(layered(outside, (c) => problem(c, 'ROUTE_NOT_FOUND', 'Cannot'), 'unmatched'))
  return app
}

describe('the span of a request over HTTP', () => {
  let world: World
  let app: Hono<Env>
  before(async () => {
    world = await createWorld()
    app = createApp(world)
  })
  after(() => world.end())

  async function ask(path: string, { peer = stranger, ...init }: RequestInit & { peer?: string }) {
    return app.request(`https://gateway.test:8443${path}`, init, { peer })
  }

  /** The one span of a request. */
  async function spanOf(path: string, init: Parameters<typeof ask>[1] = {}): Promise<ArrivedSpan> {
    await world.flush()
    const before = world.sink.spans.length
    await ask(path, init).catch(() => {})
    await world.flush()
    const [span = assert.fail(), ...more] = world.sink.spans.slice(before)
    assert.deepEqual(more, [])
    return span
  }

  it('is named by its method and its route, and tells who asked what', async () => {
    const headers = { 'User-Agent': 'curl/8', 'X-Forwarded-For': '203.0.113.9' }

    const span = await spanOf('/titles/9000?token=secret', { headers, peer: proxy })

    assert.equal(span.name, 'GET /titles/:id')
    assert.equal(span.kind, 'server')
    assert.equal(span.status, 'unset')
    assert.deepEqual(span.attributes, {
      'http.request.method': 'GET',
      'http.route': '/titles/:id',
      'http.response.status_code': 200,
      'url.path': '/titles/9000',
      'url.scheme': 'https',
      'server.address': 'gateway.test',
      'client.address': '203.0.113.9',
      'user_agent.original': 'curl/8',
      'request.id': 'r-1',
    })
  })

  it('tells which user a verified token names', async () => {
    assert.equal((await spanOf('/mine/titles')).attributes['user.id'], 'user-7')
  })

  it('is named by its method alone without a route', async () => {
    const span = await spanOf('/nothing/here')

    assert.equal(span.name, 'GET')
    assert.equal(span.attributes['http.route'], undefined)
    assert.equal(span.attributes['http.response.status_code'], 404)
    assert.equal(span.status, 'unset')
  })

  it('does not take its name from a method that a client made up', async () => {
    const span = await spanOf('/titles/1', { method: 'FOO' })

    assert.equal(span.name, 'HTTP')
    assert.equal(span.attributes['http.request.method'], '_OTHER')
    assert.equal(span.attributes['http.request.method_original'], 'FOO')
  })

  it('fails with what the handler throws, if that is our fault', async () => {
    const failed = await spanOf('/fails')
    const broken = await spanOf('/breaks')

    assert.equal(failed.attributes['http.response.status_code'], 503)
    assert.equal(failed.attributes['error.type'], 'unavailable')
    assert.equal(failed.status, 'error')
    assert.equal(broken.attributes['http.response.status_code'], 500)
    assert.equal(broken.attributes['error.type'], 'TypeError')
    assert.equal(broken.events[0]?.name, 'exception')
  })

  it('does not fail if the client has left', async () => {
    const span = await spanOf('/left')

    assert.equal(span.attributes['http.response.status_code'], 499)
    assert.equal(span.status, 'unset')
  })

  it('fails also with what is no error', async () => {
    const span = await spanOf('/throws')

    assert.equal(span.attributes['http.response.status_code'], 500)
    assert.equal(span.attributes['error.type'], 'string')
    assert.equal(span.name, 'GET /throws')
  })

  it('tells no secret that a client put where it does not belong', async () => {
    const agent = 'curl Bearer abc.def.ghi'

    const span = await spanOf('/titles/token=hunter2', { headers: { 'User-Agent': agent } })

    assert.doesNotMatch(JSON.stringify([span.name, span.attributes]), /hunter2|abc\.def/)
  })

  it('is a child of what a trusted peer sent', async () => {
    const headers = { traceparent: parent, tracestate: 'a=1', baggage: 'b=2' }

    const response = await ask('/titles/1', { headers, peer: proxy })

    const circumstances = await response.json()
    assert.equal(circumstances.trace.traceId, traceId)
    assert.equal(circumstances.tracestate, 'a=1')
    assert.equal(circumstances.baggage, 'b=2')
    assert.equal(circumstances.requestId, 'r-1')
  })

  it('is only linked to what a stranger sent', async () => {
    const headers = { traceparent: parent, tracestate: 'a=1', baggage: 'b=2' }

    const span = await spanOf('/titles/1', { headers })
    const circumstances = await (await ask('/titles/1', { headers })).json()

    assert.notEqual(span.traceId, traceId)
    assert.deepEqual(
      span.links.map((link) => link.spanId),
      [spanId],
    )
    assert.equal(circumstances.tracestate, undefined)
    assert.equal(circumstances.baggage, undefined)
  })

  for (const path of ['/titles/1', '/nothing', '/fails', '/breaks', '/health/ready']) {
    it(`is told in Server-Timing on ${path}`, async () => {
      const response = await ask(path, {})

      const told = response.headers.get('Server-Timing') ?? ''
      assert.match(told, /^traceparent;desc="00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"$/)
    })
  }

  it('is the one that Server-Timing tells', async () => {
    const told = (await ask('/titles/1', {})).headers.get('Server-Timing') ?? ''
    await world.flush()

    const parents = world.sink.spans.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`)
    assert.ok(parents.some((parent) => told === `traceparent;desc="${parent}"`))
  })

  it('is not there for a probe, which has ids all the same', async () => {
    await world.flush()
    const before = world.sink.spans.length

    const response = await ask('/health/ready', { headers: { traceparent: parent }, peer: proxy })
    await world.flush()

    assert.equal(world.sink.spans.length, before)
    assert.match(response.headers.get('Server-Timing') ?? '', new RegExp(`-${traceId}-.*-00"`))
  })
})
