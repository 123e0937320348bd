/** Stops, in reverse, what was started. */
export interface Ending {
  /** Remembers to stop something; gives it back. */
  later<T extends Stoppable>(started: T): T
  /** Goes on with the others if one of them fails, and tells of the first failure. */
  end(): Promise<void>
}

interface Stoppable {
  stop(): Promise<void>
}

export function createEnding(): Ending {
  const all: Stoppable[] = []
  return {
    later(started) {
      all.push(started)
      return started
    },
    async end() {
      const failures: unknown[] = []
      for (const one of all.splice(0).reverse()) {
        await one.stop().catch((error) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
