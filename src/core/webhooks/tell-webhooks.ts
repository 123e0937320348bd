import type { EventLog } from '../events/event-log.ts'
import type { Outbox } from './outbox.ts'
import type { Receiver } from './receiver.ts'

/** How many events are put into the outbox at once. */
const mostAtOnce = 100

export interface TellWebhooksOptions {
  readonly events: EventLog
  readonly outbox: Outbox
  /** All that are told now. */
  readonly receivers: () => Promise<readonly Receiver[]>
  /** Lets the deliveries to a receiver begin: each has a job of its own, for one may hang. */
  readonly beginDelivering: (receiverId: string) => Promise<void>
  readonly now: () => number
}

/**
 * Puts every event that is not told yet into the outbox, in the order of the log, and lets the
 * deliveries begin. Done by one replica at a time; a crash at any point repeats a step and loses none.
 */
export type TellWebhooks = (signal: AbortSignal) => Promise<void>

export function createTellWebhooks(options: TellWebhooksOptions): TellWebhooks {
  const { events, outbox, receivers, beginDelivering, now } = options

  async function fillOutbox(all: readonly Receiver[], signal: AbortSignal): Promise<void> {
    for (let isMore = true; isMore; ) {
      signal.throwIfAborted()
      const untold = await events.untold(now() + 1, mostAtOnce)
      for (const event of untold) {
        const ids = all.filter((receiver) => receiver.wants(event)).map(({ id }) => id)
        if (ids.length > 0) await outbox.add(ids, event, now())
      }
      if (untold.length > 0) await events.markTold(untold.map(({ id }) => id))
      isMore = untold.length === mostAtOnce
    }
  }

  return async function tellWebhooks(signal) {
    const all = await receivers()
    await fillOutbox(all, signal)
    for (const { id } of all) {
      const [first] = await outbox.pending(id, 1)
      if (first !== undefined) await beginDelivering(id)
    }
  }
}
