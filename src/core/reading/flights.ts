import { Failure } from '../failure.ts'

/** Equal work under way is done once: who asks for it meanwhile gets the same result. */
export interface Flights {
  /**
   * Joins the work under way for `key`, or starts it.
   *
   * @param signal The caller leaves when it fires; the work is stopped when the last one has left.
   * @throws {Failure} `cancelled` if `signal` fires first.
   */
  join<T>(
    key: string,
    work: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T>
}

interface Flight {
  readonly result: Promise<unknown>
  readonly abort: AbortController
  passengers: number
}

export function createFlights(): Flights {
  const underWay = new Map<string, Flight>()

  function start(key: string, work: (signal: AbortSignal) => Promise<unknown>): Flight {
    const abort = new AbortController()
    const land = (): void => {
      if (underWay.get(key) === flight) underWay.delete(key)
    }
    const flight: Flight = {
      result: work(abort.signal).finally(land),
      abort,
      passengers: 0,
    }
    underWay.set(key, flight)
    return flight
  }

  function leave(key: string, flight: Flight): void {
    flight.passengers -= 1
    if (flight.passengers > 0) return
    if (underWay.get(key) === flight) underWay.delete(key)
    flight.abort.abort(new Failure('cancelled', 'Cannot go on: nobody waits any more'))
  }

  return {
    async join<T>(
      key: string,
      work: (signal: AbortSignal) => Promise<T>,
      signal: AbortSignal | undefined,
    ) {
      const flight = underWay.get(key) ?? start(key, work)
      flight.passengers += 1
      return aboard(flight.result as Promise<T>, signal, () => leave(key, flight))
    },
  }
}

async function aboard<T>(
  result: Promise<T>,
  signal: AbortSignal | undefined,
  leave: () => void,
): Promise<T> {
  if (signal === undefined) return result
  const left = Promise.withResolvers<never>()
  const onAbort = (): void => {
    leave()
    left.reject(new Failure('cancelled', 'Cannot go on: the caller has left'))
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([left.promise, result])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
