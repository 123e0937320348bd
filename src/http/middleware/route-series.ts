import type { Counting, Meter, Timing } from '../../telemetry/meter.ts'
import { knownMethod } from '../endpoint.ts'

/** The series of one route and method, each of which begins when it is first needed. */
export interface RouteSeries {
  readonly duration: Timing
  readonly requests: (status: number) => Counting
}

/** Finds the series of a route's requests, by their method. */
export function createRouteSeries(meter: Meter, endpoint: string): (method: string) => RouteSeries {
  const byMethod = new Map<string, RouteSeries>()

  function begin(method: string): RouteSeries {
    const route = { method: knownMethod(method), endpoint }
    const byStatus = new Map<number, Counting>()
    function count(status: number): Counting {
      const counting = meter.counting('httpRequests', { ...route, status_code: String(status) })
      byStatus.set(status, counting)
      return counting
    }
    const series = {
      duration: meter.timing('httpRequestDuration', route),
      requests: (status: number) => byStatus.get(status) ?? count(status),
    }
    // Methods that clients made up are too many to be kept.
    if (route.method === method) byMethod.set(method, series)
    return series
  }

  return (method) => byMethod.get(method) ?? begin(method)
}
