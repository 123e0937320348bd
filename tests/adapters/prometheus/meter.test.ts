import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Registry } from 'prom-client'
import { expositionOf } from '../../../src/adapters/prometheus/exposition.ts'
import { createPrometheusMeter } from '../../../src/adapters/prometheus/meter.ts'
import type { Meter } from '../../../src/telemetry/meter.ts'
import { metrics } from '../../../src/telemetry/metrics.ts'

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
const route = { method: 'GET', endpoint: '/titles' } as const

describe('Prometheus meter', () => {
  let registry: Registry
  let meter: Meter
  beforeEach(() => {
    registry = new Registry()
    meter = createPrometheusMeter(registry, { now: () => 1_700_000_000_250 })
  })

  /** The lines of a metric, without its description. */
  async function linesOf(name: string, format: 'text' | 'openmetrics' = 'text') {
    const { text } = await expositionOf(registry, format)
    return text.split('\n').filter((line) => line.startsWith(name))
  }

  it('has every metric of the table from the start', async () => {
    const { text } = await expositionOf(registry, 'text')

    for (const { name, type } of Object.values(metrics)) {
      assert.ok(text.includes(`# TYPE ${name} ${type}\n`), name)
    }
  })

  it('begins at 0 what can be said before anything happens', async () => {
    assert.deepEqual(await linesOf('anilibria_telemetry_log'), [
      'anilibria_telemetry_log_lines_dropped_total 0',
    ])
    assert.deepEqual(await linesOf('anilibria_cache_hit_rate'), [])
  })

  it('adds up each series by itself', async () => {
    meter.count('httpRequests', { ...route, status_code: '200' })
    meter.count('httpRequests', { ...route, status_code: '200' }, 2)
    meter.count('httpRequests', { ...route, status_code: '404' })

    assert.deepEqual(await linesOf('anilibria_http_requests_total'), [
      'anilibria_http_requests_total{method="GET",endpoint="/titles",status_code="200"} 3',
      'anilibria_http_requests_total{method="GET",endpoint="/titles",status_code="404"} 1',
    ])
  })

  it('tells series apart whose values look alike when put together', async () => {
    meter.count('apiRequests', { endpoint: '1,status_code:2', status_code: '' })
    meter.count('apiRequests', { endpoint: '1', status_code: '2,' })

    assert.equal((await linesOf('anilibria_api_requests_total')).length, 2)
  })

  it('lets a counter begin at 0', async () => {
    meter.count('httpRequests', { ...route, status_code: '500' }, 0)

    assert.deepEqual(await linesOf('anilibria_http_requests_total'), [
      'anilibria_http_requests_total{method="GET",endpoint="/titles",status_code="500"} 0',
    ])
  })

  it('counts a duration in its bucket and all larger ones, a bound in its own', async () => {
    meter.time('databaseOperationDuration', { operation: 'find', collection: 'titles' }, 0.05)
    meter.time('databaseOperationDuration', { operation: 'find', collection: 'titles' }, 99)

    const lines = await linesOf('anilibria_database_operation_duration_seconds')

    assert.deepEqual(
      lines.map((line) => Number(line.split(' ').at(-1))),
      [0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 99.05, 2],
    )
    assert.match(lines[9] ?? '', /le="\+Inf"/)
  })

  it('takes a duration below 0 for 0, and leaves out what is no number', async () => {
    meter.time('httpRequestDuration', route, -1)
    meter.time('httpRequestDuration', route, Number.NaN)
    meter.time('httpRequestDuration', route, Number.POSITIVE_INFINITY)

    const lines = await linesOf('anilibria_http_request_duration_seconds')

    assert.match(lines[0] ?? '', /le="0.005"} 1$/)
    assert.deepEqual(
      lines.slice(-2).map((line) => line.split(' ').at(-1)),
      ['0', '1'],
    )
  })

  it('keeps the latest sampled trace of each bucket as its exemplar', async () => {
    meter.time('httpRequestDuration', route, 0.3, { ...trace, traceId: 'c'.repeat(32) })
    meter.time('httpRequestDuration', route, 0.4, trace)
    meter.time('httpRequestDuration', route, 0.45, { ...trace, sampled: false })

    const lines = await linesOf('anilibria_http_request_duration_seconds', 'openmetrics')

    assert.deepEqual(
      lines.filter((line) => line.includes('#')),
      [
        'anilibria_http_request_duration_seconds_bucket{method="GET",endpoint="/titles",le="0.5"} 3' +
          ` # {trace_id="${trace.traceId}",span_id="${trace.spanId}"} 0.4 1700000000.25`,
      ],
    )
  })

  it('shows what a watched gauge is at the moment, and leaves it out while nobody knows', async () => {
    let remaining: number | null = 3
    meter.watch('apiRateLimitRemaining', {}, () => remaining)
    assert.deepEqual(await linesOf('anilibria_api_rate'), ['anilibria_api_rate_limit_remaining 3'])
    remaining = 2
    assert.deepEqual(await linesOf('anilibria_api_rate'), ['anilibria_api_rate_limit_remaining 2'])

    remaining = null

    assert.deepEqual(await linesOf('anilibria_api_rate'), [])
    remaining = Number.NaN
    assert.deepEqual(await linesOf('anilibria_api_rate'), [])
  })

  it('goes on when a watched gauge throws', async () => {
    meter.watch('apiRateLimitRemaining', {}, () => {
      throw new Error('broken')
    })
    meter.add('websocketConnections', {}, 1)

    assert.deepEqual(await linesOf('anilibria_api_rate'), [])
    assert.deepEqual(await linesOf('anilibria_websocket_connections'), [
      'anilibria_websocket_connections_active 1',
    ])
  })
})
