import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../../../src/http/env.ts'
import type { Layer } from '../../../src/http/layer.ts'
import { crossOrigin } from '../../../src/http/middleware/cross-origin.ts'
import { addRoutes } from '../../../src/http/route.ts'
import { formatFor, metrics, type RenderMetrics } from '../../../src/http/routes/metrics.ts'

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

function createApp(render: RenderMetrics, ...layers: readonly Layer[]) {
  const app = new OpenAPIHono<Env>()
  addRoutes(app, '', layers, [metrics(render)])
  return app
}

describe('GET /metrics', () => {
  const app = createApp(async (format) => ({ type: `test/${format}`, text: `${format}\n` }))

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
    const [origin, stranger] = ['https://anime.example', 'https://evil.example']
    const varied = createApp(async () => ({ type: 'test/text', text: '' }), crossOrigin([origin]))

    for (const asker of [{}, { Origin: origin }, { Origin: stranger }]) {
      const response = await varied.request('/metrics', { headers: asker })

      const names = response.headers.get('Vary')?.split(', ').sort()
      assert.deepEqual(names, ['Accept', 'Origin'])
    }
  })
})
