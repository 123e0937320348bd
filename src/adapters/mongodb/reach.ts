import { within } from '../../core/deadline.ts'
import { Failure } from '../../core/failure.ts'

/** What goes with every command. */
export interface Limits {
  /** After that many milliseconds the server gives it up. */
  readonly maxTimeMS: number
  /**
   * When it fires, the driver gives it up. No command goes without: while the server takes nothing,
   * a large one would otherwise be pending for ever, and have its connection with it.
   */
  readonly signal: AbortSignal
}

const maxTimeMS = 2_000

/** Longest time for all commands of one question, in milliseconds: no longer than a dead socket takes. */
const longestMs = 6_000

/**
 * Does something with MongoDB; what goes wrong becomes a `Failure`, `denied` or `unavailable`.
 *
 * @param action What cannot be done if it fails, for the message.
 * @param signal Gives it up early.
 */
export type Reach = <T>(
  action: string,
  work: (limits: Limits) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>

/** @param connect Sees to it that there is a connection, or throws why there is none. */
export function createReach(connect: () => Promise<void>): Reach {
  return async (action, work, signal) => {
    const connected = async (stopped: AbortSignal) => {
      await connect()
      return work({ maxTimeMS, signal: stopped })
    }
    try {
      return await within(longestMs, connected, signal)
    } catch (cause) {
      throw mongodbFailure(action, cause)
    }
  }
}

/** What the driver threw, in our words: its own may hold hosts and values. */
export function mongodbFailure(action: string, cause: unknown): Failure {
  if (isRefusal(cause)) {
    return new Failure('denied', `Cannot ${action}: MongoDB refuses us`, { cause })
  }
  return new Failure('unavailable', `Cannot ${action}: MongoDB did not do it`, { cause })
}

/** Whether a write found that what must be there once is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000
}

/** UserNotFound, Unauthorized, AuthenticationFailed, and what Atlas says instead of them. */
const refusals: readonly unknown[] = [11, 13, 18, 8_000]

/** A refusal also lies behind what the driver makes of it for whoever waited for a connection. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && refusals.includes(error.code)) || isRefusal(error.cause)
}
