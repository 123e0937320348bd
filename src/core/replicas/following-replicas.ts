import type { Levels } from '../reading/levels.ts'
import type { Cache } from '../store/cache.ts'
import type { Bus } from './bus.ts'

/** How many keys we remember to have been told of; the oldest goes first. */
const mostRemembered = 1000

/** Tells the other replicas of every answer that is learned here. */
export function tellingLevels(levels: Levels, bus: Bus): Levels {
  return {
    ...levels,
    async write(key, answer) {
      await levels.write(key, answer)
      void bus.tell({ kind: 'learned', key, checkedAt: answer.checkedAt })
    },
  }
}

/**
 * Drops from a memory what another replica has learned anew. What was read further down before
 * that, and is only now to be kept, is not kept.
 */
export function followingReplicas(memory: Cache, bus: Bus): Cache {
  const newest = new Map<string, number>()
  bus.listen((message) => {
    if (message.kind !== 'learned') return
    const { key, checkedAt } = message
    const before = newest.get(key) ?? 0
    newest.delete(key)
    newest.set(key, Math.max(before, checkedAt))
    const [oldest] = newest.keys()
    if (newest.size > mostRemembered && oldest !== undefined) newest.delete(oldest)
    void memory.remove(key)
  })
  return {
    ...memory,
    write(key, kept) {
      if ((newest.get(key) ?? 0) > kept.answer.checkedAt) return
      return memory.write(key, kept)
    },
  }
}
