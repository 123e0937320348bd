import { setTimeout } from 'node:timers/promises'

/** Waits until there is something to be found; for 20 s at most. */
export async function waitFor<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await setTimeout(50)) {
    const found = await find()
    if (found !== undefined) return found
  }
  throw new Error(`Cannot wait any longer for ${what}`)
}
