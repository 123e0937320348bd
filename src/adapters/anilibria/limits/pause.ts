import { unlessAborted } from './unless-aborted.ts'

/** Waits `ms` milliseconds; rejects with the signal's reason as soon as it fires. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

export const pause: Pause = async (ms, signal) => {
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, ms)
  try {
    await unlessAborted(over.promise, signal)
  } finally {
    clearTimeout(timer)
  }
}
