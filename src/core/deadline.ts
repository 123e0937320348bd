import { Failure } from './failure.ts'

/**
 * Does work with a limit, and stops it when the limit or the caller's own signal says so.
 *
 * @param ms Longest wait in milliseconds.
 * @param work Gets the signal that fires at the limit or with `signal`.
 * @throws {Failure} `timeout` at the limit, `cancelled` if `signal` fires first.
 */
export async function within<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const abort = new AbortController()
  const stopped = Promise.withResolvers<never>()
  // Work that throws at once keeps the race below from ever looking at this.
  stopped.promise.catch(() => {})
  const stop = (failure: Failure): void => {
    abort.abort(failure)
    stopped.reject(failure)
  }
  const leave = (): void => stop(new Failure('cancelled', 'Cannot go on: the caller has left'))
  if (signal?.aborted) leave()
  signal?.addEventListener('abort', leave)
  const late = (): void =>
    stop(new Failure('timeout', `Cannot wait any longer: ${ms} ms have passed`))
  // After a while in which this process was busy, what has arrived meanwhile is read first.
  let timer = setTimeout(() => {
    timer = setTimeout(late, 0)
  }, ms)
  try {
    return await Promise.race([stopped.promise, work(abort.signal)])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', leave)
  }
}
