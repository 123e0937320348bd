import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { Hono } from 'hono'
import { stream, streamSSE } from 'hono/streaming'
import { type Env, known } from '../../../src/http/env.ts'
import { type Answer, layered } from '../../../src/http/layer.ts'
import { measure } from '../../../src/http/middleware/measure.ts'
import { createRecordingMeter, type RecordingMeter } from '../../telemetry/recording-meter.ts'

describe('measure(), of an answer that goes on', () => {
  let clock = 0
  let meter: RecordingMeter
  let app: Hono<Env>
  beforeEach(() => {
    clock = 0
    mock.method(performance, 'now', () => clock)
    meter = createRecordingMeter()
    app = new Hono<Env>()
  })
  afterEach(() => mock.restoreAll())

  const get = (path: string, answer: Answer) =>
    app.get(path, layered([measure(meter)], answer, path))

  /** A route whose bytes come when `send` says so. */
  function streaming() {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    get('/stream', (c) => {
      known(c).lasting = 'stream'
      return c.body(readable, 200, { 'Content-Type': 'text/csv', 'X-Kept': 'yes' })
    })
    return {
      writer,
      send: (text: string) => writer.write(new TextEncoder().encode(text)),
    }
  }

  const streamed = ['httpRequestDuration GET /stream']
  const series = () => meter.durations.map(({ series }) => series)

  it('times a stream to its last byte, and sends it unchanged', async () => {
    const { writer, send } = streaming()
    const response = await app.request('/stream')
    assert.equal(meter.numbers['activeConnections http'], 1)
    assert.deepEqual(meter.durations, [])

    const text = response.text()
    await send('a,b\n')
    clock = 3000
    await send('c,d\n')
    await writer.close()

    assert.equal(await text, 'a,b\nc,d\n')
    assert.equal(response.headers.get('X-Kept'), 'yes')
    assert.equal(response.headers.get('Content-Type'), 'text/csv')
    assert.deepEqual(meter.durations, [{ series: streamed[0], seconds: 3 }])
    assert.equal(meter.numbers['activeConnections http'], 0)
    assert.equal(meter.numbers['httpRequests GET /stream 200'], 1)
  })

  it('times a stream until its reader leaves, whom its source is told of', async () => {
    const { writer, send } = streaming()
    const response = await app.request('/stream')
    const reader = response.body?.getReader()
    void send('first')
    await reader?.read()
    clock = 2000

    await reader?.cancel('gone')

    assert.deepEqual(meter.durations, [{ series: streamed[0], seconds: 2 }])
    assert.equal(meter.numbers['activeConnections http'], 0)
    await assert.rejects(writer.closed)
  })

  it('times a stream until it breaks, and lets it break', async () => {
    const { writer } = streaming()
    const response = await app.request('/stream')

    const text = response.text()
    await Promise.all([
      assert.rejects(text, /broken/),
      writer.abort(new Error('broken')).catch(() => {}),
    ])

    assert.deepEqual(series(), streamed)
    assert.equal(meter.numbers['activeConnections http'], 0)
  })

  it('times the answer to HEAD, which nobody reads, to its headers', async () => {
    streaming()

    await app.request('/stream', { method: 'HEAD' })

    assert.deepEqual(series(), ['httpRequestDuration HEAD /stream'])
    assert.equal(meter.numbers['activeConnections http'], 0)
  })

  it('goes with the streams of Hono', async () => {
    get('/lines', (c) => {
      known(c).lasting = 'stream'
      return stream(c, async (out) => {
        await out.write('one\n')
        clock = 500
        await out.write('two\n')
      })
    })

    const response = await app.request('/lines')

    assert.equal(await response.text(), 'one\ntwo\n')
    assert.deepEqual(meter.durations, [{ series: 'httpRequestDuration GET /lines', seconds: 0.5 }])
  })

  for (const lasting of ['stream', 'connection'] as const) {
    it(`counts server-sent events called a ${lasting}, and times them not`, async () => {
      get('/events', (c) => {
        known(c).lasting = lasting
        return streamSSE(c, async (out) => out.writeSSE({ data: 'new' }))
      })

      const response = await app.request('/events')

      assert.equal(meter.numbers['httpRequests GET /events 200'], 1)
      assert.equal(meter.numbers['activeConnections http'], 0)
      assert.match(await response.text(), /data: new/)
      assert.deepEqual(meter.durations, [])
    })
  }

  it('counts an upgrade to a WebSocket, and times it not', async () => {
    get('/socket', () => Object.create(Response.prototype, { status: { value: 101 } }))

    await app.request('/socket')

    assert.equal(meter.numbers['httpRequests GET /socket 101'], 1)
    assert.equal(meter.numbers['activeConnections http'], 0)
    assert.deepEqual(meter.durations, [])
  })

  it('times a connection that was refused', async () => {
    get('/socket', (c) => {
      known(c).lasting = 'connection'
      return c.text('who are you?', 401)
    })

    await app.request('/socket')

    assert.deepEqual(series(), ['httpRequestDuration GET /socket'])
  })
})
