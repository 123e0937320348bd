import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { formatFor, metrics } from '../../../src/http/routes/metrics.ts'

const prometheus2 =
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2'
const prometheus3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2'

describe('formatFor()', () => {
  for (const [accepted, format] of [
    [undefined, 'text'],
    ['', 'text'],
    ['*/*', 'text'],
    ['text/plain', 'text'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text'],
    ['application/json', 'text'],
    [prometheus2, 'openmetrics'],
    [prometheus3, 'openmetrics'],
    ['application/openmetrics-text', 'openmetrics'],
    ['Application/OpenMetrics-Text; version=1.0.0', 'openmetrics'],
    ['application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1', 'openmetrics'],
    ['text/plain,application/openmetrics-text', 'openmetrics'],
    ['application/openmetrics-text;version=2.0.0', 'text'],
    ['application/openmetrics-text;version=0.0.1', 'text'],
    ['application/openmetrics-text;q=0', 'text'],
    ['application/openmetrics-text;q=0.3,text/plain;q=0.7', 'text'],
    ['application/openmetrics-text;q=0.3,text/*;q=0.7', 'text'],
    ['application/openmetrics-text;q=0.3,text/plain;q=0.2,*/*', 'openmetrics'],
  ] as const) {
    it(`answers ${accepted ?? 'no Accept'} with ${format}`, () => {
      assert.equal(formatFor(accepted), format)
    })
  }
})

describe('GET /metrics', () => {
  const app = metrics(async (format) => ({ type: `test/${format}`, text: `${format}\n` }))

  it('answers each scraper in its format, and says that it depends on that', async () => {
    for (const [accept, format] of [
      [prometheus2, 'openmetrics'],
      ['*/*', 'text'],
      [prometheus3, 'openmetrics'],
    ] as const) {
      const response = await app.request('/metrics', { headers: { Accept: accept } })

      assert.equal(response.headers.get('Content-Type'), `test/${format}`)
      assert.equal(response.headers.get('Vary'), 'Accept')
      assert.equal(response.headers.get('Cache-Control'), 'no-store')
      assert.equal(await response.text(), `${format}\n`)
    }
  })

  it('leaves what else answers vary by', async () => {
    const outer = new Hono()
    outer.use(async (c, next) => {
      c.header('Vary', 'Origin', { append: true })
      await next()
    })
    outer.route(
      '/',
      metrics(async () => ({ type: 'test/text', text: '' })),
    )

    const response = await outer.request('/metrics')

    assert.equal(response.headers.get('Vary'), 'Origin, Accept')
  })
})
