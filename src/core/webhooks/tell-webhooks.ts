import type { EventLog } from '../events/event-log.ts'
import type { DeliverDue } from './deliver-due.ts'
import type { Outbox } from './outbox.ts'
import type { Receiver } from './receiver.ts'

/** How many events are put into the outbox at once. */
const mostAtOnce = 100

export interface TellWebhooksOptions {
  readonly events: EventLog
  readonly outbox: Outbox
  /** All that are told now. */
  readonly receivers: () => Promise<readonly Receiver[]>
  readonly deliverDue: DeliverDue
  readonly now: () => number
}

/**
 * Puts every event that is not told yet into the outbox, in the order of the log, and then tells
 * what is due. Done by one replica at a time; a crash at any point repeats a step and loses none.
 */
export type TellWebhooks = (signal: AbortSignal) => Promise<void>

export function createTellWebhooks(options: TellWebhooksOptions): TellWebhooks {
  const { events, outbox, receivers, deliverDue, now } = options

  async function fillOutbox(all: readonly Receiver[]): Promise<void> {
    for (let isMore = true; isMore; ) {
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
    await fillOutbox(all)
    // One that does not answer holds up nobody but itself.
    const ends = await Promise.allSettled(all.map((receiver) => deliverDue(receiver, signal)))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason
  }
}
