import type { Redis } from 'ioredis'
import { Failure } from '../../core/failure.ts'

/**
 * Sends commands. Rejects with `Failure`: `denied` if Redis refuses our password or what the user
 * wants, else `unavailable`.
 *
 * @param action What cannot be done if it fails, for the message.
 */
export type Reach = <T>(action: string, send: (client: Redis) => Promise<T>) => Promise<T>

/**
 * How many commands may wait for their answers: a Redis that is frozen answers none, and nothing
 * takes back what was written to it before its connection is given up.
 */
const mostWaiting = 2_000

/** @param whyLost Why there is no connection, while there is none. */
export function createReach(client: Redis, whyLost: () => Error | null): Reach {
  return async (action, send) => {
    if (client.commandQueue.length >= mostWaiting) {
      throw redisFailure(action, new Error(`${mostWaiting} commands wait for their answers`))
    }
    try {
      return await send(client)
    } catch (error) {
      throw redisFailure(action, whyLost() ?? error)
    }
  }
}

export function redisFailure(action: string, error: unknown): Failure {
  const words = wordsOf(error)
  const cause = new Error(words)
  if (/^(NOAUTH|WRONGPASS|NOPERM)\b/.test(words)) {
    return new Failure('denied', `Cannot ${action}: Redis refuses us`, { cause })
  }
  return new Failure('unavailable', `Cannot ${action}: Redis did not do it`, { cause })
}

/** Words only, for ioredis hangs the command with its arguments, a password too, on its errors. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message !== '') return error.message.replace(/, with args beginning with.*$/s, '')
  return 'code' in error ? String(error.code) : error.name
}

/** What a key holds; `null` also if it is of a type that cannot be read so. */
export async function unlessOfOtherType<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (wordsOf(error).startsWith('WRONGTYPE')) return null
    throw error
  }
}
