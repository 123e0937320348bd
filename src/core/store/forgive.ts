import { within } from '../deadline.ts'

export interface ForgivingOptions {
  /** Longest wait in milliseconds; what takes longer counts as failed. */
  readonly waitMs: number
  /** Is told of each failure. Default: nobody is. */
  readonly onFailure?: (error: unknown) => void
}

/** Does work whose failing, or taking too long, only means that `instead` is what came of it. */
export async function forgive<T>(
  work: () => Promise<T>,
  instead: T,
  { waitMs, onFailure }: ForgivingOptions,
): Promise<T> {
  try {
    return await within(waitMs, work)
  } catch (error) {
    onFailure?.(error)
    return instead
  }
}
