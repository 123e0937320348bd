/** Waits for `work` no longer than until `signal` fires; then it rejects with the signal's reason. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const left = Promise.withResolvers<never>()
  const leave = (): void => left.reject(signal.reason)
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([left.promise, work])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
