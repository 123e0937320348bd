import type { Hub, Leave, Published } from '../events/hub.ts'
import type { TitleEvent } from '../events/title-event.ts'

/** The ways on which events are told over connections that stay open. */
export const pushChannels = ['websocket', 'sse'] as const

export type PushChannel = (typeof pushChannels)[number]

/** Someone who waits for events on a connection to this process. */
export interface Receiver {
  wants(event: TitleEvent): boolean
  tell(published: Published): void
}

/** Events that are told to some receivers of one channel at once. */
export interface Told {
  readonly channel: PushChannel
  readonly event: TitleEvent
  /** How many are told; at least one. */
  readonly receivers: number
}

/** Does the telling of an event, and may measure it. */
export type Telling = (told: Told, tell: () => void) => void

/** Gives each event of the hub to those of this process who want it, in the order of the log. */
export interface Live {
  /** How many events were published in this process. */
  count(): number
  /** Those published after the first `count`, oldest first; `null` if it does not remember them all. */
  since(count: number): readonly Published[] | null
  join(channel: PushChannel, receiver: Receiver): Leave
}

/** How many events are remembered for those who are just reading the log. */
const remembered = 1000

export function createLive(hub: Hub, telling: Telling): Live {
  const receivers = { websocket: new Set<Receiver>(), sse: new Set<Receiver>() }
  const recent: Published[] = []
  let count = 0

  hub.join((published) => {
    count += 1
    recent.push(published)
    if (recent.length > remembered) recent.shift()
    for (const channel of pushChannels) tell(channel, published)
  })

  function tell(channel: PushChannel, published: Published): void {
    const { event } = published
    const who = [...receivers[channel]].filter((receiver) => receiver.wants(event))
    if (who.length === 0) return
    telling({ channel, event, receivers: who.length }, () => {
      for (const receiver of who) {
        try {
          receiver.tell(published)
        } catch {
          // One receiver must not keep an event from the others.
        }
      }
    })
  }

  return {
    count: () => count,
    since(from) {
      const missed = count - from
      return missed > recent.length ? null : recent.slice(recent.length - missed)
    },
    join(channel, receiver) {
      receivers[channel].add(receiver)
      return () => receivers[channel].delete(receiver)
    },
  }
}
