import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { percentile, startSteadyLoad } from '../replicas/steady-load.ts'
import { runtimes } from '../runtimes/runtimes.ts'
import { type Started, start } from '../runtimes/started.ts'
import { missing } from '../servers/missing.ts'
import { startTracing, type Tracing } from '../stack/start-tracing.ts'
import { traceIn } from './jaeger-api.ts'
import { quick, quickEnv } from './quick.ts'
import { traceOf } from './trace-of.ts'
import { waitFor } from './wait-for.ts'

const perSecond = 100
/** Longer than a batch of spans is sent again and again, in milliseconds: some are lost. */
const awayMs = 3_000
/** Of a title that lies in memory: the request's, `get_title`, `cache_lookup`. */
const spansEach = 3
const [node] = runtimes

// Something is away for seconds, and a trace takes 2 s until it is in Jaeger.
describe('a service that sends spans', { skip: missing('collector', 'jaeger') }, () => {
  let tracing: Tracing
  let service: Started
  before(async () => {
    assert.ok(node)
    tracing = await startTracing({ set: quick.collector })
    service = await start(node, {
      ...quickEnv,
      OTEL_EXPORTER_OTLP_ENDPOINT: tracing.collector.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
    })
    await visit()
  })
  after(async () => {
    await service?.end()
    await tracing?.stop()
  })

  async function visit(): Promise<string> {
    const response = await service.api('/titles/9000')
    await response.arrayBuffer()
    return traceOf(response)
  }

  function arrival(traceId: string) {
    return waitFor('the trace', async () => {
      const found = await traceIn(tracing.jaeger.url, traceId)
      return found.length === spansEach ? found : undefined
    })
  }

  async function spansTold() {
    const text = await (await service.ask('/metrics')).text()
    const told = (result: string) => {
      const series = new RegExp(
        `^anilibria_telemetry_spans_total\\{result="${result}"\\} (\\d+)`,
        'm',
      )
      return Number(series.exec(text)?.[1])
    }
    const [exported, lost] = [told('exported'), told('dropped') + told('failed')]
    return { exported, lost, ended: exported + lost }
  }

  it('answers as ever while the collector is killed and started again, and counts what is lost', async (t) => {
    await waitFor('the first spans', async () => ((await spansTold()).ended > 0 ? true : undefined))
    const first = await spansTold()
    const load = startSteadyLoad(perSecond, () => `${service.url}/api/anilibria/v2/titles/9000`)
    await setTimeout(1_000)

    await tracing.collector.kill()
    await setTimeout(awayMs)
    await tracing.collector.restart()
    await setTimeout(2_000)
    await load.stop()

    const sent = load.sent()
    // The service has spans of its own, too: of its jobs.
    const told = await waitFor('every span', async () => {
      const now = await spansTold()
      return now.ended >= first.ended + sent.length * spansEach ? now : undefined
    })
    const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => percentile(sent, share))
    t.diagnostic(`${sent.length} requests: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`)
    t.diagnostic(`${told.exported} spans exported, ${told.lost} lost`)
    assert.deepEqual(
      sent.filter(({ status }) => status !== 200),
      [],
    )
    // Beyond that it is the machine that is slow, on which a collector starts.
    assert.ok(p95 < 200)
    assert.ok(told.ended < first.ended + sent.length * spansEach + 30)
    assert.ok(told.lost > 0 && told.exported > perSecond * spansEach)
  })

  it('has its spans in Jaeger again after that', async () => {
    await arrival(await visit())
  })

  it('loses nothing while Jaeger is killed and started again: the collector keeps it', async () => {
    await tracing.jaeger.kill()
    const meanwhile = await visit()
    await setTimeout(awayMs)
    await tracing.jaeger.restart()

    await arrival(meanwhile)
  })
})
