/** Finds out who is silent, among many, with one timer. */
export interface Heartbeat<T> {
  join(one: T): void
  /** Anything came from it. */
  heard(one: T): void
  leave(one: T): void
}

export interface HeartbeatOptions<T> {
  readonly ping: (one: T) => void
  /** It was silent for too long. Whoever leaves then, leaves. */
  readonly giveUp: (one: T) => void
}

/** How often each is pinged, and how long it has to answer, in seconds. */
const [everySeconds, patienceSeconds] = [30, 10] as const

/** Everybody has a second of half a minute, so that not all are pinged at once. */
export function createHeartbeat<T>({ ping, giveUp }: HeartbeatOptions<T>): Heartbeat<T> {
  const turns = Array.from({ length: everySeconds }, () => new Set<T>())
  const turnOf = new Map<T, Set<T>>()
  const silent = new Set<T>()
  let timer: ReturnType<typeof setInterval> | undefined
  let second = 0

  function beat(): void {
    second = (second + 1) % everySeconds
    const pinged = turns[(second - patienceSeconds + everySeconds) % everySeconds] as Set<T>
    for (const one of pinged) if (silent.has(one)) giveUp(one)
    for (const one of turns[second] as Set<T>) {
      silent.add(one)
      ping(one)
    }
  }

  return {
    join(one) {
      const turn = turns[second] as Set<T>
      turn.add(one)
      turnOf.set(one, turn)
      timer ??= setInterval(beat, 1000)
    },
    heard: (one) => void silent.delete(one),
    leave(one) {
      turnOf.get(one)?.delete(one)
      turnOf.delete(one)
      silent.delete(one)
      if (turnOf.size > 0) return
      clearInterval(timer)
      timer = undefined
    },
  }
}
