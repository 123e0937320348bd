import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runtimes } from '../runtimes/runtimes.ts'
import { type Started, start } from '../runtimes/started.ts'
import { missing } from '../servers/missing.ts'
import { startTracing, type Tracing } from '../stack/start-tracing.ts'
import { traceIn } from './jaeger-api.ts'
import { quick, quickEnv } from './quick.ts'
import { traceOf } from './trace-of.ts'
import { waitFor } from './wait-for.ts'

const ordinary = 200
const node = runtimes[0]

// A trace takes 2 s until it is in Jaeger.
describe('tail sampling of one percent', { skip: missing('collector', 'jaeger') }, () => {
  let tracing: Tracing
  let service: Started
  before(async () => {
    tracing = await startTracing({
      set: quick.collector,
      env: { TAIL_SAMPLING_PERCENTAGE: '1' },
    })
    assert.ok(node)
    service = await start(node, {
      ...quickEnv,
      OTEL_EXPORTER_OTLP_ENDPOINT: tracing.collector.url,
    })
  })
  after(async () => {
    await service?.end()
    await tracing?.stop()
  })

  async function visit(path: string): Promise<{ status: number; traceId: string }> {
    const response = await service.api(path)
    await response.arrayBuffer()
    return { status: response.status, traceId: traceOf(response) }
  }

  async function isKept(traceId: string): Promise<boolean> {
    return (await traceIn(tracing.jaeger.url, traceId)).length > 0
  }

  it('keeps what failed and what was slow, and little else', async () => {
    await visit('/titles/9000')
    const visits = await Promise.all(Array.from({ length: ordinary }, () => visit('/titles/9000')))
    service.upstream.pull({ fault: 'slow', delay_ms: 700 })
    const slow = await visit('/titles/413')
    service.upstream.pull({ fault: 'down' })
    const failed = await visit('/titles/9820')
    service.upstream.reset()

    assert.deepEqual([slow.status, failed.status], [200, 503])
    for (const { traceId } of [slow, failed]) {
      await waitFor('the trace', async () => ((await isKept(traceId)) ? true : undefined))
    }
    // They were decided on before those two.
    const kept = await Promise.all(visits.map(({ traceId }) => isKept(traceId)))
    const share = kept.filter(Boolean).length
    assert.ok(share < ordinary / 10, `kept ${share} of ${ordinary}`)
  })

  it('keeps every span of a trace, also the fast ones', async () => {
    service.upstream.pull({ fault: 'slow', delay_ms: 700 })
    const { traceId } = await visit('/titles/10126')
    service.upstream.reset()

    const spans = await waitFor('the trace', async () => {
      const found = await traceIn(tracing.jaeger.url, traceId)
      return found.length > 0 ? found : undefined
    })
    const names = spans.map(({ name }) => name)
    assert.deepEqual(
      ['get_title', 'cache_lookup', 'database_lookup', 'anilibria_api_call'].filter(
        (name) => !names.includes(name),
      ),
      [],
    )
  })
})
