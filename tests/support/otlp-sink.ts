import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as it arrived. */
export interface ArrivedSpan {
  readonly name: string
  readonly kind: 'internal' | 'server' | 'client' | 'producer'
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly traceState: string | undefined
  readonly attributes: Readonly<Record<string, unknown>>
  readonly events: readonly { readonly name: string; readonly attributes: object }[]
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status: 'unset' | 'error'
  readonly message: string | undefined
  readonly resource: Readonly<Record<string, unknown>>
  readonly startedAt: bigint
  readonly endedAt: bigint
}

/** A collector that keeps what it is sent: OTLP over HTTP, as JSON. */
export interface OtlpSink {
  /** What `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` would be. */
  readonly url: string
  /** All spans that arrived, in the order they were started. */
  readonly spans: readonly ArrivedSpan[]
  /** The headers of every request. */
  readonly requests: readonly IncomingHttpHeaders[]
  /** The one span of this name. */
  span(name: string): ArrivedSpan
  /** Names of all spans but the `first` ones, a trace after the other, below their parents. */
  tree(first?: number): readonly string[]
  /** The same of one trace. */
  treeOf(traceId: string): readonly string[]
  /** From now on it answers with this status, and keeps nothing unless that is 200. */
  answersWith(status: number): void
  /** From now on it takes what it is sent, and never answers. */
  hangs(): void
  stop(): Promise<void>
}

export async function startOtlpSink(): Promise<OtlpSink> {
  const spans: ArrivedSpan[] = []
  const requests: IncomingHttpHeaders[] = []
  let status = 200
  let isHanging = false
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    requests.push(request.headers)
    if (isHanging) return
    const isRight = request.method === 'POST' && request.url === '/v1/traces'
    if (isRight && status === 200) {
      spans.push(...read(JSON.parse(Buffer.concat(chunks).toString())))
      spans.sort((one, other) => Number(one.startedAt - other.startedAt))
    }
    response.writeHead(isRight ? status : 404, { 'Content-Type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    spans,
    requests,
    span(name) {
      const [found, ...more] = spans.filter((span) => span.name === name)
      if (found && more.length === 0) return found
      throw new Error(`Cannot find one span ${name} in: ${spans.map((span) => span.name)}`)
    },
    tree: (first = 0) => treeOf(spans.slice(first)),
    treeOf: (traceId) => treeOf(spans.filter((span) => span.traceId === traceId)),
    answersWith(next) {
      status = next
    },
    hangs() {
      isHanging = true
    },
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const kinds = ['internal', 'server', 'client', 'producer'] as const

function treeOf(spans: readonly ArrivedSpan[]): readonly string[] {
  const known = new Set(spans.map(({ spanId }) => spanId))
  const roots = spans.filter(({ parentSpanId = '' }) => !known.has(parentSpanId))
  return roots.flatMap((root) => branch(root, spans))
}

function branch(span: ArrivedSpan, spans: readonly ArrivedSpan[]): string[] {
  const children = spans.filter(({ parentSpanId }) => parentSpanId === span.spanId)
  return [
    span.name,
    ...children.flatMap((child) => branch(child, spans)).map((name) => `  ${name}`),
  ]
}

interface Pair {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Pair[] }
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[]
  }[]
}

/** Lists that are empty may be left out. */
interface SentSpan {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly traceState?: string
  readonly attributes?: readonly Pair[]
  readonly events?: readonly { readonly name: string; readonly attributes?: readonly Pair[] }[]
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status?: { readonly code?: number; readonly message?: string }
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
}

function read({ resourceSpans }: Sent): ArrivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        name: span.name,
        kind: kinds[span.kind - 1] ?? 'internal',
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId,
        traceState: span.traceState,
        attributes: readPairs(span.attributes),
        events: (span.events ?? []).map((event) => ({
          ...event,
          attributes: readPairs(event.attributes),
        })),
        links: span.links ?? [],
        status: span.status?.code === 2 ? 'error' : 'unset',
        message: span.status?.message,
        resource: readPairs(resource.attributes),
        startedAt: BigInt(span.startTimeUnixNano),
        endedAt: BigInt(span.endTimeUnixNano),
      })),
  )
}

function readPairs(pairs: readonly Pair[] = []): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, readValue(value)]))
}

/** Integers of 64 bits may be spelled as texts. */
function readValue(value: Pair['value']): unknown {
  return value.intValue === undefined ? Object.values(value)[0] : Number(value.intValue)
}
