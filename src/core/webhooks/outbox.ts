import type { TitleEvent } from '../events/title-event.ts'

/** An event that a receiver has not taken yet. Times are milliseconds since 1970. */
export interface Delivery {
  readonly receiverId: string
  readonly event: TitleEvent
  /** How often it was tried. */
  readonly attempts: number
  /** When it was put here. */
  readonly addedAt: number
  /** Before that it is not tried again. */
  readonly nextAt: number
}

/**
 * What is still to be told to whom: outlives a crash. A method rejects only with
 * `Failure('unavailable')`.
 */
export interface Outbox {
  /** Adds the event for each receiver, unless it is there for that one. `at` is its first `nextAt`. */
  add(receiverIds: readonly string[], event: TitleEvent, at: number): Promise<void>
  /** What one receiver has not taken yet, in the order in which it was added, at most `limit`. */
  pending(receiverId: string, limit: number): Promise<readonly Delivery[]>
  /** Notes a try in vain. */
  postpone(delivery: Delivery, nextAt: number): Promise<void>
  /** Forgets a delivery: it was taken, or is given up. */
  remove(delivery: Delivery): Promise<void>
  /** Forgets all deliveries to a receiver. */
  drop(receiverId: string): Promise<void>
  /** How many deliveries there are. */
  count(): Promise<number>
}
