import type { EventLog } from '../events/event-log.ts'
import type { Leave, Published } from '../events/hub.ts'
import type { TitleEvent } from '../events/title-event.ts'
import { catchUp } from './catch-up.ts'
import type { Live, PushChannel, Receiver, Told } from './live.ts'

export interface SubscriberOptions {
  readonly channel: PushChannel
  readonly receiver: Receiver
  readonly events: Pick<EventLog, 'after'>
  readonly live: Live
  /** Is told of what is told from the log; what is told live is known to `live`. */
  readonly countTold: (told: Told) => void
  /** Resolves once the receiver can take more of what it has missed. */
  readonly takesMore: () => Promise<void>
  readonly onUnknown: () => void
  /** Waits before a log that failed is asked again. Default: a second. */
  readonly pause?: () => Promise<void>
}

/** Gives a receiver its events, from the log and live. */
export interface Subscriber {
  /** Begins with what is published from now on. */
  start(): void
  /** Tells what came after an event, and goes on from there; `false` while it does that already. */
  resume(lastId: string): boolean
  leave(): void
}

/** How many live events are remembered that a first `resume` must not tell again. */
const mostEarly = 64

export function createSubscriber({
  channel,
  receiver,
  events,
  live,
  countTold,
  takesMore,
  onUnknown,
  pause = () => new Promise((resolve) => setTimeout(resolve, 1000)),
}: SubscriberOptions): Subscriber {
  let leaveLive: Leave | undefined
  let isResuming = false
  let isGone = false
  /** Told before the first `resume`; a list of its own for each of many receivers, so it is small. */
  let early: string[] | null = []
  let told: ReadonlySet<string> | undefined

  function wants(event: TitleEvent): boolean {
    // The log was read up to its end: once something else is published, that is past.
    if (told && !told.has(event.id)) told = undefined
    return told === undefined && receiver.wants(event)
  }

  function tell(published: Published): void {
    if (early && early.push(published.event.id) > mostEarly) early.shift()
    receiver.tell(published)
  }

  function goLive(): void {
    isResuming = false
    leaveLive = live.join(channel, { wants, tell })
  }

  return {
    start: goLive,
    resume(lastId) {
      if (isResuming) return false
      isResuming = true
      leaveLive?.()
      const known = new Set(early)
      early = null
      void catchUp(lastId, {
        events,
        live,
        tell(published) {
          const { event } = published
          if (isGone || known.has(event.id) || !receiver.wants(event)) return
          receiver.tell(published)
          countTold({ channel, event, receivers: 1 })
        },
        takesMore: async () => {
          await takesMore()
          return !isGone
        },
        pause,
        onUnknown,
        goLive(those) {
          told = those
          if (!isGone) goLive()
        },
      })
      return true
    },
    leave() {
      isGone = true
      leaveLive?.()
    },
  }
}
