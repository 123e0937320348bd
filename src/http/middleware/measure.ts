import type { Context } from 'hono'
import { whenThere } from '../../core/soon.ts'
import { countError } from '../../telemetry/measured/count-error.ts'
import type { Meter } from '../../telemetry/meter.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import { type KnownMethod, knownMethod } from '../endpoint.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { type Lasting, statusOf, tellingEnd } from '../lasting.ts'
import type { Layer } from '../layer.ts'

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
): Layer {
  function end(route: Route, startedAt: number, ids: TraceIds | undefined): void {
    meter.add('activeConnections', http, -1)
    meter.time('httpRequestDuration', route, (now() - startedAt) / 1000, ids)
  }

  function record(
    c: Context<Env>,
    endpoint: string,
    startedAt: number,
    response: Response,
  ): Response {
    const route = { method: knownMethod(c.req.method), endpoint }
    const status = statusOf(c, response)
    const ids = trace(c)
    meter.count('httpRequests', { ...route, status_code: String(status) })
    if (status >= 500 && c.error !== undefined) countError(meter, 'http', c.error)
    const lasting = lastingOf(c, response, status)
    if (lasting === 'connection') {
      meter.add('activeConnections', http, -1)
    } else if (lasting === 'stream' && response.body !== null) {
      const tell = (): void => quietly(undefined, () => end(route, startedAt, ids))
      return new Response(tellingEnd(response.body, tell), response)
    } else {
      end(route, startedAt, ids)
    }
    return response
  }

  return (next, endpoint) => (c) => {
    const startedAt = now()
    quietly(undefined, () => meter.add('activeConnections', http, 1))
    return whenThere(next(c), (response) =>
      quietly(response, () => record(c, endpoint, startedAt, response)),
    )
  }
}

interface Route {
  readonly method: KnownMethod
  readonly endpoint: string
}

/** `undefined` for an answer that is over with its handler, as most are. */
function lastingOf(c: Context<Env>, response: Response, status: number): Lasting | undefined {
  if (status === 101) return 'connection'
  const lasting = c.get('lasting')
  // A refusal is an ordinary answer, and one to HEAD has no body that anyone would read.
  if (lasting === undefined || status >= 400 || c.req.method === 'HEAD') return undefined
  const type = response.headers.get(headers.contentType)
  return type?.startsWith('text/event-stream') ? 'connection' : lasting
}

function quietly<T>(instead: T, work: () => T): T {
  try {
    return work()
  } catch {
    // Telemetry must not break work.
    return instead
  }
}
