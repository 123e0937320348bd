import type { Far } from '../../core/soon.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { OpenRedis } from './connect.ts'
import { formatEntry, parseEntry } from './entry.ts'
import { nameOfAnswer } from './names.ts'
import { unlessOfOtherType } from './reach.ts'

/**
 * Keeps answers while they are fresh, and no longer: every key has a lifetime, so that a full Redis
 * drops answers and no jobs. What lies there and is no answer counts as absent.
 */
export function createRedisCache({ reach }: OpenRedis, now: () => number = Date.now): Far<Cache> {
  async function remove(key: string): Promise<void> {
    await reach('remove an answer', (client) => client.unlink(nameOfAnswer(key)))
  }
  return {
    read: (key) =>
      reach('read an answer', async (client) =>
        parseEntry(await unlessOfOtherType(client.getBuffer(nameOfAnswer(key)))),
      ),
    async write(key, kept) {
      const lifetimeMs = Math.ceil(kept.freshUntil - now())
      if (lifetimeMs < 1) return remove(key)
      await reach('write an answer', (client) =>
        client.set(nameOfAnswer(key), formatEntry(kept), 'PX', lifetimeMs),
      )
    },
    remove,
  }
}
