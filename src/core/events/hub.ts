import type { TitleEvent } from './title-event.ts'

/** An event as it leaves: made once, sent to many. */
export interface Published {
  readonly event: TitleEvent
  /** `{"type": …, "data": …}`, as JSON. */
  readonly json: string
}

/** Gives each event to all who wait in this process. */
export interface Hub {
  publish(event: TitleEvent): void
  /** Calls `receive` with every event from now on; what that throws is told nobody. */
  join(receive: (published: Published) => void): Leave
}

export type Leave = () => void

/** An event as it is told to those who wait. */
export function published(event: TitleEvent): Published {
  return { event, json: JSON.stringify({ type: event.type, data: event.data }) }
}

export function createHub(): Hub {
  const receivers = new Set<(published: Published) => void>()
  return {
    publish(event) {
      const leaving = published(event)
      for (const receive of receivers) {
        try {
          receive(leaving)
        } catch {
          // One receiver must not keep an event from the others.
        }
      }
    },
    join(receive) {
      receivers.add(receive)
      return () => receivers.delete(receive)
    },
  }
}
