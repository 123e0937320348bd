import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { freePort } from '../servers/running/free-port.ts'
import type { Server } from '../servers/running/start-server.ts'
import { startOurPrometheus } from '../stack/our-prometheus.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { wholeStack } from '../stack/whole-stack.ts'
import { monitored, traceIn } from './jaeger-api.ts'
import { exemplarTraces, numberOf, targetsOf } from './prometheus-api.ts'
import { quick, quickEnv } from './quick.ts'
import { waitFor } from './wait-for.ts'

const operation = 'GET /api/anilibria/v2/titles/:idOrAlias'

// The whole system takes some 3 s to start, and Prometheus asks once a second.
describe('the whole system under watch', { skip: missing(...wholeStack, 'prometheus2') }, () => {
  let stack: Stack
  let prometheus2: Server
  let visits = 0
  let visiting: NodeJS.Timeout
  before(async () => {
    stack = await startStack({ env: quickEnv, set: quick })
    const port = await freePort()
    const places = { ...stack.places, 'prometheus:9090': [`127.0.0.1:${port}`] }
    prometheus2 = await startOurPrometheus({
      program: 'prometheus2',
      places,
      port,
      set: quick.prometheus,
    })
    visiting = setInterval(() => void visit(), 100)
  })
  after(async () => {
    clearInterval(visiting)
    await prometheus2?.stop()
    await stack?.end()
  })

  /** One replica after the other is asked. */
  async function visit(): Promise<void> {
    visits += 1
    const replica = stack.replicas[visits % 2]
    await (await replica?.api('/titles/9000'))?.arrayBuffer()
  }

  const both: readonly [string, () => Server][] = [
    ["Debian's Prometheus", () => prometheus2],
    ['Prometheus 3', () => stack.prometheus],
  ]
  for (const [name, server] of both) {
    describe(name, () => {
      it('reaches all that it is to ask, both replicas among them', async () => {
        const targets = await waitFor('an answer of every target', async () => {
          const found = await targetsOf(server().url)
          return found.length >= 13 && found.every(({ health }) => health === 'up')
            ? found
            : undefined
        })

        const replicas = targets.filter(({ job }) => job === 'anilibria-service')
        assert.deepEqual(
          replicas.map(({ instance }) => instance).toSorted(),
          stack.places['service:8000']?.toSorted(),
        )
        assert.deepEqual([...new Set(targets.map(({ job }) => job))].toSorted(), [
          'alertmanager',
          'anilibria-service',
          'blackbox',
          'jaeger',
          'nodejs-service',
          'otel-collector',
          'probe-health',
          'probe-live',
          'prometheus',
        ])
      })

      it('finds the probes successful', async () => {
        const failing = await waitFor('all probes', async () => {
          const probes = await numberOf(server().url, 'count(probe_success)')
          return probes === 4 ? numberOf(server().url, 'sum(1 - probe_success)') : undefined
        })

        assert.equal(failing, 0)
      })

      it('has exemplars that lead to traces in Jaeger', async () => {
        const query = `anilibria_http_request_duration_seconds_bucket{endpoint=~".*/titles/.*"}`
        const [traceId = ''] = await waitFor('an exemplar', async () => {
          const found = await exemplarTraces(server().url, query)
          return found.length > 0 ? found : undefined
        })

        const spans = await waitFor('its trace', async () => {
          const found = await traceIn(stack.tracing.jaeger.url, traceId)
          return found.length > 0 ? found : undefined
        })
        assert.ok(spans.some(({ name }) => name === operation))
      })

      it('has exemplars of what the collector makes of spans, too', async () => {
        const [traceId = ''] = await waitFor('an exemplar', async () => {
          const query = 'traces_span_metrics_duration_milliseconds_bucket'
          const found = await exemplarTraces(server().url, query)
          return found.length > 0 ? found : undefined
        })

        assert.match(traceId, /^[0-9a-f]{32}$/)
      })

      it('understands all that it is told', () => {
        const troubles = server()
          .output()
          .split('\n')
          .filter((line) => /level="?(warn|error)/i.test(line))

        assert.deepEqual(troubles, [])
      })
    })
  }

  it('shows calls and latencies in the monitor of Jaeger', async () => {
    const { url } = stack.tracing.jaeger
    // Its window is longer than these visits have lasted, so that it is slow to believe in ten a second.
    const calls = await waitFor('calls', async () => {
      const { [operation]: found = 0 } = await monitored(url, 'calls', 'anilibria-service')
      return found > 2 ? found : undefined
    })
    const { [operation]: latency = 0 } = await monitored(url, 'latencies', 'anilibria-service')

    assert.ok(calls < 20, `${calls} calls a second, of 10`)
    assert.ok(latency > 0 && latency < 500, `${latency} ms`)
  })

  it('has counted the spans of every visit, whichever replica it went to', async () => {
    clearInterval(visiting)
    const query = `sum(traces_span_metrics_calls_total{service_name="anilibria-service", span_name="${operation}"})`
    await waitFor(`${visits} visits`, async () => {
      const counted = await numberOf(stack.prometheus.url, query)
      return counted === visits ? counted : undefined
    })
  })

  it('sees by one probe that AniLibria is missing, and by the other that we answer', async () => {
    const wellOf = (job: string) =>
      numberOf(stack.prometheus.url, `sum(probe_success{job="${job}"})`)
    stack.world.upstream.pull({ fault: 'down' })
    await waitFor('the probe to fail', async () =>
      (await wellOf('probe-health')) === 0 ? true : undefined,
    )

    assert.equal(await wellOf('probe-live'), 2)
  })
})
