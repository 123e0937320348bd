/** Lets one of all replicas at a time do something. Never rejects: where it cannot know, it gives. */
export interface Turns {
  /** `null`: somebody else has the turn, or had it a moment ago and got what was wanted. */
  take(key: string): Promise<Turn | null>
}

export interface Turn {
  /** Gives it back; `done`: what was wanted is there for all to read. */
  end(done: boolean): Promise<void>
}

/** For a process that is alone: it is always its turn. */
export const alone: Turns = { take: async () => ({ end: async () => {} }) }
