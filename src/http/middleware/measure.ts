import type { Context } from 'hono'
import { whenThere } from '../../core/soon.ts'
import { timeOf } from '../../telemetry/clock.ts'
import { countError } from '../../telemetry/measured/count-error.ts'
import type { Meter } from '../../telemetry/meter.ts'
import { statusOf, tellingEnd } from '../answers/lasting.ts'
import { answeredAt, type Env, known, type Lasting } from '../env.ts'
import { headers } from '../headers.ts'
import type { Layer } from '../layer.ts'
import { createRouteSeries, type RouteSeries } from './route-series.ts'

const http = { connection_type: 'http' } as const

/** Counts and times every request. Nothing that fails in here reaches the answer. */
export function measure(meter: Meter): Layer {
  const underWay = meter.counting('activeConnections', http)

  function end(c: Context<Env>, { duration }: RouteSeries, at: number): void {
    const { startedAt, trace } = known(c)
    underWay(-1)
    duration((at - startedAt) / 1000, trace, timeOf(at))
  }

  function record(c: Context<Env>, series: RouteSeries, response: Response): Response {
    const status = statusOf(c, response)
    series.requests(status)(1)
    if (status >= 500 && c.error !== undefined) countError(meter, 'http', c.error)
    const lasting = lastingOf(c, response, status)
    if (lasting === 'connection') {
      underWay(-1)
    } else if (lasting === 'stream' && response.body !== null) {
      const tell = (): void => quietly(undefined, () => end(c, series, performance.now()))
      return new Response(tellingEnd(response.body, tell), response)
    } else {
      end(c, series, answeredAt(c))
    }
    return response
  }

  return (next, endpoint) => {
    const seriesOf = createRouteSeries(meter, endpoint)
    return (c) => {
      // Now it begins, if no layer further out has asked about it.
      known(c)
      quietly(undefined, () => underWay(1))
      return whenThere(next(c), (response) =>
        quietly(response, () => record(c, seriesOf(c.req.method), response)),
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
