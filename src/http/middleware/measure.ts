import type { Context } from 'hono'
import { whenThere } from '../../core/soon.ts'
import { countError } from '../../telemetry/measured/count-error.ts'
import type { Meter } from '../../telemetry/meter.ts'
import type { TraceIds } from '../../telemetry/trace-ids.ts'
import { type Env, known } from '../env.ts'
import { headers } from '../headers.ts'
import { type Lasting, statusOf, tellingEnd } from '../lasting.ts'
import type { Layer } from '../layer.ts'
import { createRouteSeries, type RouteSeries } from './route-series.ts'

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
  const underWay = meter.counting('activeConnections', http)

  function end(series: RouteSeries, startedAt: number, ids: TraceIds | undefined): void {
    underWay(-1)
    series.duration((now() - startedAt) / 1000, ids)
  }

  function record(
    c: Context<Env>,
    series: RouteSeries,
    startedAt: number,
    response: Response,
  ): Response {
    const status = statusOf(c, response)
    const ids = trace(c)
    series.requests(status)(1)
    if (status >= 500 && c.error !== undefined) countError(meter, 'http', c.error)
    const lasting = lastingOf(c, response, status)
    if (lasting === 'connection') {
      underWay(-1)
    } else if (lasting === 'stream' && response.body !== null) {
      const tell = (): void => quietly(undefined, () => end(series, startedAt, ids))
      return new Response(tellingEnd(response.body, tell), response)
    } else {
      end(series, startedAt, ids)
    }
    return response
  }

  return (next, endpoint) => {
    const seriesOf = createRouteSeries(meter, endpoint)
    return (c) => {
      const startedAt = now()
      quietly(undefined, () => underWay(1))
      return whenThere(next(c), (response) =>
        quietly(response, () => record(c, seriesOf(c.req.method), startedAt, response)),
      )
    }
  }
}

/** `undefined` for an answer that is over with its handler, as most are. */
function lastingOf(c: Context<Env>, response: Response, status: number): Lasting | undefined {
  if (status === 101) return 'connection'
  const { lasting } = known(c)
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
