import type { Webhook } from './webhook.ts'

/** Keeps who wants to be told. A method rejects only with `Failure('unavailable')`. */
export interface WebhookStore {
  add(webhook: Webhook): Promise<void>
  /** All of them, the oldest first. */
  list(): Promise<readonly Webhook[]>
  /** `false`: there is none of that id. */
  remove(id: string): Promise<boolean>
  /** Notes that nothing is sent to it any more; one that is not there is no failure. */
  disable(id: string, at: number, reason: string): Promise<void>
}
