/** What visitors of the demo ask for, one after the other. */
const paths = [
  '/updates?limit=10',
  '/titles/9000',
  '/titles/10126',
  '/titles?status=ongoing&limit=20',
  '/titles/youkai-gakkou-no-sensei-hajimemashita',
  '/search?q=naruto',
  '/schedule?day=3',
  '/titles/413',
  '/genres',
  '/titles?ids=9000,9820,413',
  '/random',
  '/titles/424242',
]

/** Asks every `everyMs` until the signal fires; what comes back is looked at in the service's telemetry. */
export function startTraffic(base: string, everyMs: number, signal: AbortSignal): void {
  let next = 0
  const timer = setInterval(() => {
    const path = paths[next % paths.length] ?? ''
    next += 1
    fetch(base + path, { signal })
      .then((answer) => answer.arrayBuffer())
      .catch(() => {})
  }, everyMs)
  signal.addEventListener('abort', () => clearInterval(timer))
}
