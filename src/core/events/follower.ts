import type { EventLog } from './event-log.ts'
import type { TitleEvent } from './title-event.ts'

/** How often the log is looked at without being told to, in milliseconds. */
const everyMs = 1000

/** How many events of a log that was empty are read at once. */
const mostAtFirst = 10_000

/** How many events are read at once. */
const most = 200

export interface FollowerOptions {
  readonly events: EventLog
  /** Is given each event once, in the order of the log. */
  readonly publish: (event: TitleEvent) => void
  readonly onFailure: (error: unknown) => void
}

/** Follows the log for those who wait in this process, whoever appended: nothing else is to be trusted. */
export interface Follower {
  /** Begins with what is appended from now on. Waits for nothing. */
  start(): void
  /** Looks at once: something was appended. */
  wake(): void
  stop(): void
}

export function createFollower({ events, publish, onFailure }: FollowerOptions): Follower {
  /** The last event that was told, or was there at the beginning; `null` of a log without any. */
  let last: { readonly id: string | null } | undefined
  let isLooking = false
  let isWoken = false
  let timer: ReturnType<typeof setInterval> | undefined

  async function newest(): Promise<{ readonly id: string | null }> {
    const [event] = await events.newest(1)
    return { id: event?.id ?? null }
  }

  async function read(id: string | null): Promise<readonly TitleEvent[]> {
    if (id === null) return [...(await events.newest(mostAtFirst))].reverse()
    // A log that has forgotten where we were is followed from its end.
    const found = await events.after(id, most)
    if (found === null) last = await newest()
    return found ?? []
  }

  async function follow(): Promise<void> {
    last ??= await newest()
    for (let isMore = true; isMore; ) {
      const found = await read(last.id)
      found.forEach(publish)
      last = { id: found.at(-1)?.id ?? last.id }
      isMore = found.length === most
    }
  }

  async function look(): Promise<void> {
    isWoken = true
    if (isLooking) return
    isLooking = true
    try {
      while (isWoken) {
        isWoken = false
        await follow()
      }
    } catch (error) {
      onFailure(error)
    } finally {
      isLooking = false
    }
  }

  return {
    start() {
      timer = setInterval(() => void look(), everyMs)
      void look()
    },
    wake: () => void look(),
    stop: () => clearInterval(timer),
  }
}
