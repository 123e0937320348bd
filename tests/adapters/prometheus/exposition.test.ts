import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Counter, Gauge, Registry } from 'prom-client'
import { expositionOf } from '../../../src/adapters/prometheus/exposition.ts'
import { createPrometheusMeter } from '../../../src/adapters/prometheus/meter.ts'
import { createRegistry } from '../../../src/adapters/prometheus/registry.ts'
import { metrics } from '../../../src/telemetry/metrics.ts'
import { parsersMissing, parseStrictly } from './strict-parsers.ts'

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
const odd = 'quote " backslash \\ newline \n end'

/** Everything at once: process metrics, all of ours, odd values and an exemplar. */
function createFullRegistry(): Registry {
  const registry = createRegistry()
  const meter = createPrometheusMeter(registry)
  meter.count('apiRequests', { endpoint: odd, status_code: 'timeout' })
  meter.time('httpRequestDuration', { method: 'GET', endpoint: odd }, 0.3, trace)
  meter.time('httpRequestDuration', { method: 'GET', endpoint: odd }, 1000, trace)
  meter.watch('cacheHitRate', { cache_level: 'memory' }, () => Number.POSITIVE_INFINITY)
  return registry
}

describe('expositionOf()', () => {
  it('names the format in its content type', async () => {
    const registry = new Registry()

    assert.deepEqual(await expositionOf(registry, 'text'), {
      type: 'text/plain; version=0.0.4; charset=utf-8',
      text: '',
    })
    assert.deepEqual(await expositionOf(registry, 'openmetrics'), {
      type: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
      text: '# EOF\n',
    })
  })

  it('gives a counter each format its name, also one that was made without _total', async () => {
    const registry = new Registry()
    const registers = [registry]
    new Counter({ name: 'a_total', help: 'One', registers })
    new Counter({ name: 'b', help: 'Two', registers })

    const { text } = await expositionOf(registry, 'text')
    const { text: open } = await expositionOf(registry, 'openmetrics')

    assert.equal(
      text,
      '# HELP a_total One\n# TYPE a_total counter\na_total 0\n' +
        '# HELP b Two\n# TYPE b counter\nb 0\n',
    )
    assert.equal(
      open,
      '# HELP a One\n# TYPE a counter\na_total 0\n' +
        '# HELP b Two\n# TYPE b counter\nb_total 0\n# EOF\n',
    )
  })

  it('escapes as each format asks, and writes numbers that are none', async () => {
    const registry = new Registry()
    const registers = [registry]
    const gauge = new Gauge({ name: 'g', help: 'a "b" \\ \n', labelNames: ['l'], registers })
    gauge.set({ l: odd }, Number.NaN)
    gauge.set({ l: 'x' }, Number.NEGATIVE_INFINITY)

    const { text } = await expositionOf(registry, 'text')
    const { text: open } = await expositionOf(registry, 'openmetrics')

    assert.match(text, /^# HELP g a "b" \\\\ \\n\n/)
    assert.match(open, /^# HELP g a \\"b\\" \\\\ \\n\n/)
    for (const shown of [text, open]) {
      assert.ok(shown.includes('\ng{l="quote \\" backslash \\\\ newline \\n end"} NaN\n'))
      assert.ok(shown.includes('\ng{l="x"} -Inf\n'))
    }
  })

  it('writes bounds alike in both formats, so that they make the same series', async () => {
    const registry = new Registry()
    createPrometheusMeter(registry).time('apiRequestDuration', { endpoint: '/a' }, 2)

    for (const format of ['text', 'openmetrics'] as const) {
      const { text } = await expositionOf(registry, format)
      const bounds = [...text.matchAll(/le="([^"]+)"/g)].map(([, le]) => le)

      assert.deepEqual(bounds.slice(-7), ['0.5', '1.0', '2.5', '5.0', '10.0', '30.0', '+Inf'])
    }
  })

  it('changes nothing: each format is the same however often the other was asked for', async () => {
    const registry = new Registry()
    createPrometheusMeter(registry).time('apiRequestDuration', { endpoint: '/a' }, 2, trace)
    const [text, open] = [
      await expositionOf(registry, 'text'),
      await expositionOf(registry, 'openmetrics'),
    ]

    const again = await Promise.all([
      expositionOf(registry, 'openmetrics'),
      expositionOf(registry, 'text'),
      expositionOf(registry, 'openmetrics'),
    ])

    assert.deepEqual(again, [open, text, open])
    assert.ok(open.text.includes(trace.traceId) && !text.text.includes(trace.traceId))
  })
})

const skip = parsersMissing()

describe('the reference parsers of Prometheus', { skip }, () => {
  it('understand the text format', async () => {
    const { text } = await expositionOf(createFullRegistry(), 'text')

    const families = parseStrictly('text', text)

    const unknown = families.filter(({ type }) => type === 'unknown')
    assert.deepEqual(unknown, [])
    assert.ok(families.some(({ name }) => name === 'process_start_time_seconds'))
  })

  it('understand OpenMetrics, with every metric of the table in its type', async () => {
    const { text } = await expositionOf(createFullRegistry(), 'openmetrics')

    const families = new Map(parseStrictly('openmetrics', text).map((said) => [said.name, said]))

    for (const { name, type } of Object.values(metrics)) {
      assert.equal(families.get(name.replace(/_total$/, ''))?.type, type, name)
    }
    assert.ok(families.get('nodejs_version_info'))
  })

  it('read odd label values back as they were, and exemplars where they belong', async () => {
    const { text } = await expositionOf(createFullRegistry(), 'openmetrics')

    const families = parseStrictly('openmetrics', text)

    const timed = families.find(({ name }) => name === metrics.httpRequestDuration.name)
    const examples = timed?.samples.filter(({ exemplar }) => exemplar !== null)
    assert.deepEqual(
      examples?.map(({ labels: { endpoint, le }, exemplar }) => ({ endpoint, le, exemplar })),
      ['0.5', '+Inf'].map((le) => ({
        endpoint: odd,
        le,
        exemplar: { trace_id: trace.traceId, span_id: trace.spanId },
      })),
    )
  })

  it('are strict: they refuse what is nearly right', async () => {
    const { text } = await expositionOf(createFullRegistry(), 'openmetrics')

    for (const [right, wrong] of [
      ['# EOF\n', ''],
      ['anilibria_api_requests_total{', 'anilibria_api_requests{'],
      [`span_id="${trace.spanId}"`, `span_id="${'b'.repeat(99)}"`],
    ] as const) {
      assert.throws(() => parseStrictly('openmetrics', text.replace(right, wrong)), right)
    }
  })
})
