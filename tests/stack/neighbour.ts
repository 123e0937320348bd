import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Context, ROOT_CONTEXT, SpanKind, type Tracer } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { Hono } from 'hono'

/** The Node.js service beside ours, as far as ours knows it. */
export interface Neighbour {
  /** Without a slash at its end. */
  readonly url: string
  /** What it was told, the oldest first. */
  readonly told: readonly Told[]
  /** Sends the spans that wait, and stops. */
  stop(): Promise<void>
}

export interface Told {
  /** Of an event: `{ type, title_id, … }`. */
  readonly body: Readonly<Record<string, unknown>>
  /** Whether it came with a token; the neighbour believes every one. */
  readonly hasToken: boolean
  /** The trace that its own span joined. */
  readonly traceId: string
}

export interface NeighbourOptions {
  /** Default 0: any free port. */
  readonly port?: number | undefined
  /** The address to listen on. Default 127.0.0.1. */
  readonly host?: string
  /** Where a collector takes OTLP over HTTP, without `/v1/traces`. */
  readonly collector: string
  /** How long its first span waits for others, in milliseconds. Default 5 s, as with everybody. */
  readonly delayMs?: number
}

const notifyPath = '/internal/anilibria/notify'

/** Starts a neighbour whose spans join the traces of its callers. */
export async function startNeighbour({
  port = 0,
  host = '127.0.0.1',
  collector,
  delayMs = 5000,
}: NeighbourOptions): Promise<Neighbour> {
  const provider = createProvider(collector, delayMs)
  const told: Told[] = []
  const { fetch } = app(provider.getTracer('neighbour'), told)
  const server = createAdaptorServer({ fetch }) as Server
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, host, resolve),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await provider.shutdown()
    },
  }
}

function createProvider(collector: string, delayMs: number): BasicTracerProvider {
  const exporter = new OTLPTraceExporter({ url: `${collector}/v1/traces`, timeoutMillis: 1000 })
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'nodejs-service' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: delayMs })],
  })
}

function app(tracer: Tracer, told: Told[]): Hono {
  return new Hono()
    .get('/health', (c) => c.json({ status: 'healthy' }))
    .get('/metrics', (c) => c.text(metrics(told.length)))
    .post(notifyPath, async (c) => {
      const attributes = { 'http.request.method': 'POST', 'http.route': notifyPath }
      const options = { kind: SpanKind.SERVER, attributes }
      const span = tracer.startSpan(`POST ${notifyPath}`, options, carriedBy(c.req.header()))
      told.push({
        body: await c.req.json(),
        hasToken: /^Bearer \S/.test(c.req.header('Authorization') ?? ''),
        traceId: span.spanContext().traceId,
      })
      span.setAttribute('http.response.status_code', 204).end()
      return c.body(null, 204)
    })
}

function carriedBy(headers: Readonly<Record<string, string>>): Context {
  const getter = {
    keys: Object.keys,
    get: (carrier: typeof headers, key: string) => carrier[key],
  }
  return new W3CTraceContextPropagator().extract(ROOT_CONTEXT, headers, getter)
}

function metrics(notifications: number): string {
  return `# HELP nodejs_service_notifications_total Notifications of the AniLibria service
# TYPE nodejs_service_notifications_total counter
nodejs_service_notifications_total ${notifications}
`
}
