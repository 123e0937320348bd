import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { Hono } from 'hono'
import { Failure } from '../../../src/core/failure.ts'
import { problem } from '../../../src/http/answers/problem.ts'
import { type Env, known } from '../../../src/http/env.ts'
import { type Answer, type Layer, layered } from '../../../src/http/layer.ts'
import { failures } from '../../../src/http/middleware/failures.ts'
import { measure } from '../../../src/http/middleware/measure.ts'
import type { Meter } from '../../../src/telemetry/meter.ts'
import { createRecordingMeter, type RecordingMeter } from '../../telemetry/recording-meter.ts'

let clock = 0

/** Measures what answers a path. */
type Measure = (answer: Answer, endpoint: string, ...inside: readonly Layer[]) => Answer

function measuring(meter: Meter): Measure {
  const outside = [measure(meter), failures]
  return (answer, endpoint, ...inside) => layered([...outside, ...inside], answer, endpoint)
}

function createApp(measured: Measure): Hono<Env> {
  const app = new Hono<Env>()
  const get = (path: string, answer: Answer, ...inside: readonly Layer[]) =>
    app.get(path, measured(answer, path, ...inside))
  const guard: Layer = () => (c) => problem(c, 'RATE_LIMITED', 'Cannot')
  app.notFound(measured((c) => problem(c, 'ROUTE_NOT_FOUND', 'Cannot'), 'unmatched'))
  get('/guarded/:id', (c) => c.text('never'), guard)
  get('/titles/:id', (c) => {
    clock += 250
    return c.text('title')
  })
  app.post(
    '/titles/:id',
    measured((c) => c.text('made', 201), '/titles/:id'),
  )
  get('/bug', () => {
    throw new TypeError('bug')
  })
  get('/down', () => {
    throw new Failure('unavailable', 'Cannot')
  })
  get('/late', () => {
    throw new Failure('timeout', 'Cannot')
  })
  get('/nothing', () => {
    throw new Failure('title-not-found', 'Cannot')
  })
  get('/refused', () => {
    throw new Failure('invalid', 'Cannot')
  })
  get('/unready', (c) => c.text('not yet', 503))
  get('/odd', () => {
    throw 'no error'
  })
  return app
}

describe('measure()', () => {
  let meter: RecordingMeter
  let measured: Measure
  let app: Hono<Env>
  beforeEach(() => {
    clock = 1000
    mock.method(performance, 'now', () => clock)
    meter = createRecordingMeter()
    measured = measuring(meter)
    app = createApp(measured)
  })
  afterEach(() => mock.restoreAll())

  it('counts and times by template of the route', async () => {
    await app.request('/titles/1')
    await app.request('/titles/2')

    assert.equal(meter.numbers['httpRequests GET /titles/:id 200'], 2)
    assert.deepEqual(meter.durations, [
      { series: 'httpRequestDuration GET /titles/:id', seconds: 0.25 },
      { series: 'httpRequestDuration GET /titles/:id', seconds: 0.25 },
    ])
  })

  it('tells methods and statuses apart', async () => {
    await app.request('/titles/1', { method: 'POST' })
    await app.request('/titles/1', { method: 'HEAD' })
    await app.request('/titles/1', { method: 'PROPFIND' })

    assert.equal(meter.numbers['httpRequests POST /titles/:id 201'], 1)
    assert.equal(meter.numbers['httpRequests HEAD /titles/:id 200'], 1)
    assert.equal(meter.numbers['httpRequests _OTHER unmatched 404'], 1)
  })

  it('names the route that a layer answered for, and no path that is unknown', async () => {
    await app.request('/guarded/7')
    await app.request('/wp-login.php')

    assert.equal(meter.numbers['httpRequests GET /guarded/:id 429'], 1)
    assert.equal(meter.numbers['httpRequests GET unmatched 404'], 1)
  })

  it('counts what fails with its status, and 5xx as errors by their code', async () => {
    const paths = ['/bug', '/down', '/late', '/nothing', '/refused']
    for (const path of paths) await app.request(path)

    assert.equal(meter.numbers['httpRequests GET /bug 500'], 1)
    assert.equal(meter.numbers['httpRequests GET /down 503'], 1)
    assert.equal(meter.numbers['httpRequests GET /late 504'], 1)
    assert.equal(meter.numbers['httpRequests GET /nothing 404'], 1)
    assert.equal(meter.numbers['httpRequests GET /refused 400'], 1)
    assert.deepEqual(
      Object.keys(meter.numbers).filter((series) => series.startsWith('errors')),
      ['errors internal http', 'errors unavailable http', 'errors timeout http'],
    )
  })

  it('takes a 503 that nothing threw for an answer', async () => {
    await app.request('/unready')

    assert.equal(meter.numbers['httpRequests GET /unready 503'], 1)
    assert.ok(!Object.keys(meter.numbers).some((series) => series.startsWith('errors')))
  })

  it('counts a thrown non-Error as 500', async () => {
    assert.equal((await app.request('/odd')).status, 500)

    assert.equal(meter.numbers['httpRequests GET /odd 500'], 1)
    assert.equal(meter.numbers['errors internal http'], 1)
    assert.equal(meter.durations.length, 1)
    assert.equal(meter.numbers['activeConnections http'], 0)
  })

  it('shows requests under way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const slow: Answer = async (c) => {
      await promise
      return c.text('done')
    }
    app.get('/slow', measured(slow, '/slow'))

    const asked = app.request('/slow')
    assert.equal(meter.numbers['activeConnections http'], 1)
    resolve()
    await asked

    assert.equal(meter.numbers['activeConnections http'], 0)
  })

  it('gives each duration the trace of its request', async () => {
    const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
    const traced: Layer = (next) => (c) => {
      known(c).trace = ids
      return next(c)
    }
    app.get(
      '/traced',
      measured((c) => c.text('title'), '/traced', traced),
    )

    await app.request('/traced')

    assert.deepEqual(meter.durations[0]?.trace, ids)
  })

  it('looks into no ordinary answer', async () => {
    const answer = new Response('bytes')
    for (const name of ['body', 'headers'] as const) {
      Object.defineProperty(answer, name, { get: () => assert.fail(`${name} was looked at`) })
    }
    app.get(
      '/light',
      measured(() => answer, '/light'),
    )

    assert.equal(await app.request('/light'), answer)
    assert.equal(meter.numbers['activeConnections http'], 0)
  })

  it('answers as ever with a meter that always fails', async () => {
    const fail = (): never => {
      throw new Error('broken meter')
    }
    const moving = { counting: () => fail, timing: () => fail }
    const broken = createApp(
      measuring({ ...moving, count: fail, time: fail, add: fail, watch: fail }),
    )

    assert.equal(await (await broken.request('/titles/1')).text(), 'title')
    assert.equal((await broken.request('/down')).status, 503)
  })
})
