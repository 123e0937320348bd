import { type Soon, whenThere } from '../soon.ts'
import type { Cache, Kept } from '../store/cache.ts'
import type { Answer } from './answer.ts'

export type LevelName = 'memory' | 'redis' | 'database'

/** A cache in its place: levels are asked in order, the nearest first. */
export interface Level {
  readonly name: LevelName
  readonly cache: Cache
  /** For how long an answer is fresh here, in milliseconds, at least 1. */
  readonly ttlMs: number
}

/** An answer in hand, and where it lay. */
export interface Held extends Kept {
  readonly level: LevelName
}

/** Caches in their order: the nearest first, the store last. */
export interface Levels {
  /** What the nearest level holds, fresh or stale. */
  near(key: string): Soon<Held | null>
  /**
   * Asks the levels behind the nearest: the first fresh answer, which is then kept nearer too,
   * else the least stale one, `near` included, else `null`.
   */
  further(key: string, near: Held | null): Promise<Held | null>
  /** Writes what was learned to every level, each with its own lifetime from `answer.checkedAt`. */
  write(key: string, answer: Answer): Promise<void>
  /** Makes what is kept stale since `freshUntil`, without losing it. */
  expire(key: string, answer: Answer, freshUntil: number): Promise<void>
}

export function createLevels(
  nearest: Level,
  behind: readonly Level[],
  now: () => number = Date.now,
): Levels {
  const all = [nearest, ...behind]

  async function keepNearer(key: string, { answer, freshUntil, level }: Held): Promise<void> {
    const nearer = all.slice(
      0,
      all.findIndex(({ name }) => name === level),
    )
    const writes = nearer.map(({ cache, ttlMs }) =>
      cache.write(key, {
        answer,
        freshUntil: Math.min(freshUntil, now() + ttlMs),
      }),
    )
    await Promise.all(writes)
  }

  return {
    near: (key) => readFrom(nearest, key),
    async further(key, near) {
      let best = near
      for (const level of behind) {
        const held = await readFrom(level, key)
        if (held === null) continue
        if (held.freshUntil > now()) {
          await keepNearer(key, held)
          return held
        }
        if (best === null || held.freshUntil > best.freshUntil) best = held
      }
      return best
    },
    async write(key, answer) {
      await Promise.all(
        all.map(({ cache, ttlMs }) =>
          cache.write(key, { answer, freshUntil: answer.checkedAt + ttlMs }),
        ),
      )
    },
    async expire(key, answer, freshUntil) {
      await Promise.all(all.map(({ cache }) => cache.write(key, { answer, freshUntil })))
    },
  }
}

function readFrom({ name, cache }: Level, key: string): Soon<Held | null> {
  return whenThere(
    cache.read(key),
    (kept) => kept && { answer: kept.answer, freshUntil: kept.freshUntil, level: name },
  )
}
