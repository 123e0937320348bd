import process from 'node:process'

/** Whoever runs us under npm sends Ctrl-C twice: the terminal does, and npm passes its own on. */
const sameMs = 100

/**
 * Waits for whoever runs this process to end it.
 *
 * @param stop Is called once, with the name of the signal.
 * @param end Is called for each signal after that.
 */
export function onStopSignal(stop: (signal: string) => void, end: () => void): void {
  let stoppedAt: number | undefined
  const onSignal = (signal: string): void => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now()
      stop(signal)
    } else if (performance.now() - stoppedAt > sameMs) {
      end()
    }
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
