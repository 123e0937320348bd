import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { requestsAtZero } from '../../src/http/requests-at-zero.ts'
import { createRecordingMeter } from '../telemetry/recording-meter.ts'

describe('requestsAtZero()', () => {
  it('lets 200 and 500 of every route and method begin at 0, and 503 where it can occur', () => {
    const meter = createRecordingMeter()
    const app = new Hono()
    app.use(async (_, next) => next())
    app.get('/titles/:id', (c) => c.text(''))
    app.route(
      '/admin',
      new Hono().post('/sync', (c) => c.text('')),
    )

    requestsAtZero(meter, app.routes, (endpoint) => endpoint.startsWith('/titles'))

    assert.deepEqual(meter.numbers, {
      'httpRequests GET /titles/:id 200': 0,
      'httpRequests GET /titles/:id 500': 0,
      'httpRequests GET /titles/:id 503': 0,
      'httpRequests HEAD /titles/:id 200': 0,
      'httpRequests HEAD /titles/:id 500': 0,
      'httpRequests HEAD /titles/:id 503': 0,
      'httpRequests POST /admin/sync 200': 0,
      'httpRequests POST /admin/sync 500': 0,
    })
  })
})
