/** What replicas tell each other. */
export type Message =
  /** Another version of an answer was learned: what memory holds of it is old. */
  | { readonly kind: 'learned'; readonly key: string; readonly checkedAt: number }
  /** All answers whose keys fit the pattern were removed from caches. */
  | { readonly kind: 'cleared'; readonly pattern: string }
  /** Something was appended to the event log. */
  | { readonly kind: 'appended' }

/** Between replicas. Losing a message is normal: what must not be lost lies in the store. */
export interface Bus {
  /** Tells all other replicas. Never rejects; resolves once it is on its way, or lost. */
  tell(message: Message): Promise<void>
  /** Is called for each message of the other replicas, from now on. */
  listen(hear: (message: Message) => void): void
}

/** For a process that is alone. */
export const nobody: Bus = { tell: async () => {}, listen() {} }
