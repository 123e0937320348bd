import type { Context, MiddlewareHandler } from 'hono'
import { countError } from '../../telemetry/measured/count-error.ts'
import type { Meter } from '../../telemetry/meter.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import { endpointOf, type KnownMethod, knownMethod } from '../endpoint.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { type Lasting, statusOf, tellingEnd } from '../lasting.ts'

export interface MeasureOptions {
  /** The trace that a request belongs to, for exemplars. Default: none. */
  readonly trace?: (c: Context<Env>) => TraceIds | undefined
  /** Milliseconds since some moment, never put back. Default `performance.now`. */
  readonly now?: () => number
}

const http = { connection_type: 'http' } as const

/** Counts and times every request. Nothing that fails in here reaches the answer. */
export function measure(
  meter: Meter,
  { trace = () => undefined, now = () => performance.now() }: MeasureOptions = {},
): MiddlewareHandler<Env> {
  function count({ method, endpoint }: Route, status: number, error: unknown): void {
    meter.count('httpRequests', { method, endpoint, status_code: String(status) })
    if (status >= 500 && error !== undefined) countError(meter, 'http', error)
  }

  function end(route: Route, startedAt: number, ids: TraceIds | undefined): void {
    meter.add('activeConnections', http, -1)
    meter.time('httpRequestDuration', route, (now() - startedAt) / 1000, ids)
  }

  function record(c: Context<Env>, startedAt: number, status: number, error: unknown): void {
    const route = { method: knownMethod(c.req.method), endpoint: endpointOf(c) }
    const ids = trace(c)
    count(route, status, error)
    const lasting = lastingOf(c, status)
    if (lasting === 'connection') {
      meter.add('activeConnections', http, -1)
    } else if (lasting === 'stream' && c.res.body !== null) {
      const tell = (): void => quietly(() => end(route, startedAt, ids))
      c.res = new Response(tellingEnd(c.res.body, tell), c.res)
    } else {
      end(route, startedAt, ids)
    }
  }

  return async function measure(c, next) {
    const startedAt = now()
    quietly(() => meter.add('activeConnections', http, 1))
    try {
      await next()
    } catch (error) {
      // What is no Error gets past Hono; the runtime answers it with 500.
      quietly(() => record(c, startedAt, 500, error))
      throw error
    }
    quietly(() => record(c, startedAt, statusOf(c), c.error))
  }
}

interface Route {
  readonly method: KnownMethod
  readonly endpoint: string
}

/** `undefined` for an answer that is over with its handler, as most are. */
function lastingOf(c: Context<Env>, status: number): Lasting | undefined {
  if (status === 101) return 'connection'
  const lasting = c.get('lasting')
  // A refusal is an ordinary answer, and one to HEAD has no body that anyone would read.
  if (lasting === undefined || status >= 400 || c.req.method === 'HEAD') return undefined
  const type = c.res.headers.get(headers.contentType)
  return type?.startsWith('text/event-stream') ? 'connection' : lasting
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // Telemetry must not break work.
  }
}
