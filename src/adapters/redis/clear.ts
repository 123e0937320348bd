import type { Redis } from 'ioredis'
import { fitsPattern } from '../../core/store/key-pattern.ts'
import type { OpenRedis } from './connect.ts'
import { answerNames, keyOfAnswer } from './names.ts'

/** How many keys Redis looks at, about, before it lets others ask again. */
const step = 500

/**
 * Removes all answers whose keys fit a pattern, step by step: one that is written meanwhile may stay.
 *
 * @param pattern As `fitsPattern` reads it.
 * @returns How many there were.
 * @throws {Failure} `unavailable` or `denied`; some may be removed by then.
 */
export async function clearRedis({ reach }: OpenRedis, pattern: string): Promise<number> {
  let removed = 0
  let cursor = '0'
  do {
    const found = await reach('remove answers', (client) => findNames(client, cursor))
    const fitting = found.names.filter((name) => {
      const key = keyOfAnswer(name)
      return key !== null && fitsPattern(pattern, key)
    })
    if (fitting.length > 0) {
      removed += await reach('remove answers', (client) => client.unlink(fitting))
    }
    cursor = found.next
  } while (cursor !== '0')
  return removed
}

async function findNames(client: Redis, cursor: string) {
  const [next, names] = await client.scan(cursor, 'MATCH', answerNames, 'COUNT', step)
  if (!/^\d+$/.test(next) || !Array.isArray(names)) throw new Error('This is no answer to SCAN')
  return { next, names }
}
