import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { startTracing, type Tracing } from '../stack/start-tracing.ts'
import {
  plantedEnv,
  plantedHeaders,
  plantedMessages,
  plantedQuery,
  secrets,
  secretsIn,
} from '../support/planted-secrets.ts'
import { traceIn } from './jaeger-api.ts'
import { quick } from './quick.ts'
import { type SentSpan, sendSpans } from './send-spans.ts'
import { waitFor } from './wait-for.ts'

const options = { skip: missing('collector', 'jaeger'), concurrency: true }

// A trace takes 2 s until it is in Jaeger; so all are under way at once.
describe('secrets that a service tells the collector', options, () => {
  let tracing: Tracing
  before(async () => {
    tracing = await startTracing({ set: quick.collector })
  })
  after(() => tracing?.stop())

  /** What Jaeger has of spans, as JSON: all it tells of them. */
  async function keptOf(...spans: readonly SentSpan[]): Promise<string> {
    const traceId = await sendSpans(tracing.collector.url, spans)
    const found = await waitFor('the trace', async () => {
      const kept = await traceIn(tracing.jaeger.url, traceId)
      return kept.length === spans.length ? kept : undefined
    })
    assert.equal(found.length, spans.length)
    return (await fetch(`${tracing.jaeger.url}/api/traces/${traceId}`)).text()
  }

  const places: Readonly<Record<string, (text: string) => SentSpan>> = {
    'an attribute': (text) => ({ attributes: { 'app.note': text } }),
    'a list': (text) => ({ attributes: { 'app.notes': ['harmless', text] } }),
    'an event': (text) => ({
      event: { 'exception.message': text, 'exception.stacktrace': `Error: ${text}\n    at a.ts:1` },
    }),
    'the words of a failure': (text) => ({ message: text }),
    'the name of a span': (text) => ({ name: text }),
    'what it says of itself': (text) => ({ resource: { 'process.command_line': text } }),
  }
  for (const [place, spanWith] of Object.entries(places)) {
    it(`are not in Jaeger when they were in ${place}`, async () => {
      const kept = await keptOf(...plantedMessages.map(spanWith))

      assert.deepEqual(secretsIn(kept), [])
      assert.match(kept, /\*\*\*\*/)
    })
  }

  it('are not in Jaeger when an attribute has their name', async () => {
    const named = { ...plantedEnv, ...headersOf(plantedHeaders), 'db.password': secrets.password }

    const kept = await keptOf({ attributes: named }, { resource: plantedEnv })

    assert.deepEqual(secretsIn(kept), [])
  })

  it('are not in Jaeger when they were in a URL', async () => {
    const kept = await keptOf({
      attributes: {
        'url.query': `invitation=${secrets.query}`,
        'url.full': `https://example.org/titles${plantedQuery}`,
        'http.target': `/titles${plantedQuery}`,
        'http.url': `https://me:${secrets.password}@example.org/titles?${secrets.query}`,
        'app.source': `https://${secrets.apiKey}@example.org/1`,
        'app.callback': `https://example.org/callback#code=${secrets.fragment}`,
      },
    })

    assert.deepEqual(secretsIn(kept), [])
    assert.match(kept, /"https:\/\/example\.org\/titles\*{4}"/)
  })

  it('are not in the metrics that the collector makes of spans', async () => {
    await keptOf(...plantedMessages.map((name) => ({ name })))

    const [address] = tracing.collector.places['otel-collector:8889'] ?? []
    const metrics = await (await fetch(`http://${address}/metrics`)).text()
    assert.match(metrics, /span_name="[^"]*\*{4}/)
    assert.deepEqual(secretsIn(metrics), [])
  })

  it('are counted, so that whoever tells them can be found', async () => {
    assert.match(await keptOf({ message: `Bearer ${secrets.bearer}` }), /redaction\.masked\.count/)
  })

  it('leave what is harmless as it is', async () => {
    const harmless = {
      'app.url': 'https://anilibria.top/api/v1/anime/releases/9000',
      'app.address': 'redis://127.0.0.1:6379/0',
      'app.title': 'Dr. Stone: New World #2 — 100 %? Yes!',
      'app.mail': 'admin@example.org',
      'app.stack': 'Error: Cannot read\n    at Store.#read (file:///srv/src/store.ts:12:5)',
      'app.version': 'basics 1.2.3',
      'server.address': 'jaeger',
    }

    const kept = await keptOf({ name: 'GET /api/titles/:idOrAlias', attributes: harmless })

    assert.deepEqual(
      Object.values(harmless).filter((text) => !kept.includes(JSON.stringify(text).slice(1, -1))),
      [],
    )
    assert.doesNotMatch(kept, /\*{4}|redaction/)
  })
})

/** As instrumentations tell headers: `http.request.header.cookie: ["a=b"]`. */
function headersOf(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      `http.request.header.${name.toLowerCase()}`,
      [value],
    ]),
  )
}
