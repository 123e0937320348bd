import type { Bus, Message } from '../../../src/core/replicas/bus.ts'

/** A bus with one end: what is told is kept, and what others tell is up to the test. */
export interface FakeBus extends Bus {
  readonly told: readonly Message[]
  /** Another replica tells this. */
  hear(message: Message): void
}

export function createFakeBus(): FakeBus {
  const told: Message[] = []
  const listeners: ((message: Message) => void)[] = []
  return {
    told,
    async tell(message) {
      told.push(message)
    },
    listen: (hear) => void listeners.push(hear),
    hear(message) {
      for (const listener of listeners) listener(message)
    },
  }
}
