import { nextTry } from './backoff.ts'
import type { Delivery, Outbox } from './outbox.ts'
import type { Receiver } from './receiver.ts'

/** How many of a receiver's deliveries are looked at at once, and how many are under way. */
const mostPending = 500
const mostUnderWay = 8

export interface DeliverDueOptions {
  readonly outbox: Outbox
  readonly now: () => number
  readonly random: () => number
}

/**
 * Tells one receiver all that is due, until nothing is, or it does not answer. Of each title one event is under way at a
 * time, and while that is put off, later ones of its title wait: their order holds.
 */
export type DeliverDue = (receiver: Receiver, signal: AbortSignal) => Promise<void>

export function createDeliverDue({ outbox, now, random }: DeliverDueOptions): DeliverDue {
  /** Whether it goes on answering. */
  async function tell(
    receiver: Receiver,
    delivery: Delivery,
    signal: AbortSignal,
  ): Promise<boolean> {
    const told = await receiver.tell(delivery, signal)
    if (told.taken) {
      await outbox.remove(delivery)
      return true
    }
    const tried = { ...delivery, attempts: delivery.attempts + 1 }
    const next = told.gone
      ? null
      : nextTry(tried, { now: now(), retryAfterMs: told.retryAfterMs, random: random() })
    if (next !== null) await outbox.postpone(delivery, next)
    else if (receiver.disable === null) await outbox.remove(delivery)
    else {
      await receiver.disable(told.reason)
      await outbox.drop(receiver.id)
    }
    return told.status !== null
  }

  async function dueNow(receiver: Receiver): Promise<readonly Delivery[]> {
    const pending = await outbox.pending(receiver.id, mostPending)
    const firsts = new Map<number, Delivery>()
    for (const delivery of pending) {
      const { titleId } = delivery.event
      if (!firsts.has(titleId)) firsts.set(titleId, delivery)
    }
    return [...firsts.values()].filter(({ nextAt }) => nextAt <= now()).slice(0, mostUnderWay)
  }

  return async function deliverDue(receiver, signal) {
    for (;;) {
      signal.throwIfAborted()
      const due = await dueNow(receiver)
      if (due.length === 0) return
      const answers = await Promise.all(due.map((delivery) => tell(receiver, delivery, signal)))
      if (!answers.every((answers) => answers)) return
    }
  }
}
