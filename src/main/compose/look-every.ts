/** Something that is looked at every so often, because to look takes a while. */
export interface Looking<T> {
  /** What was seen last; `null` before the first time, and after one that failed. */
  last(): T | null
  stop(): void
}

/** How soon it is looked again after a look that failed, in milliseconds. */
const againMs = 1000

/** Looks at once and then every `ms` milliseconds, one look at a time. */
export function lookEvery<T>(ms: number, look: () => Promise<T>): Looking<T> {
  let last: T | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  async function lookAgain(): Promise<void> {
    last = await look().catch(() => null)
    if (isStopped) return
    timer = setTimeout(lookAgain, last === null ? Math.min(ms, againMs) : ms)
    // Nobody waits for numbers when the process could end.
    timer.unref()
  }
  void lookAgain()
  return {
    last: () => last,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
