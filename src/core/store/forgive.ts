import type { Guard } from './guard.ts'

/** Does guarded work whose failing only means that `instead` is what came of it. */
export async function forgive<T>(
  guard: Guard,
  work: (signal: AbortSignal) => Promise<T>,
  instead: T,
): Promise<T> {
  try {
    return await guard(work)
  } catch {
    // The guard has told of it.
    return instead
  }
}
