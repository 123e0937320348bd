import type { Ask } from '../../src/core/catalog.ts'
import { Failure } from '../../src/core/failure.ts'
import { createFlights } from '../../src/core/reading/flights.ts'
import type { Found } from '../../src/core/reading/found.ts'
import { createLevels } from '../../src/core/reading/levels.ts'
import { createMissing } from '../../src/core/reading/missing.ts'
import type { Question } from '../../src/core/reading/question.ts'
import { createReading } from '../../src/core/reading/reading.ts'
import { alone } from '../../src/core/replicas/turns.ts'
import { createFakeCache, type FakeCache } from './fake-cache.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A reading of one question, with all that lies behind it. */
export interface ReadingWorld {
  /** Fresh for 5 minutes. */
  readonly memory: FakeCache
  /** Fresh for 15 minutes. */
  readonly store: FakeCache
  /** How AniLibria was asked, each time. */
  readonly asked: readonly Ask[]
  now(): number
  pass(ms: number): void
  /** AniLibria tells this from now on; `null`: it knows no such thing. */
  catalogSays(data: string | null): void
  catalogFails(error?: Error): void
  /** AniLibria does not answer until the returned function is called, or the question given up. */
  catalogDawdles(): () => void
  /** Resolves when AniLibria has been asked at least once. */
  untilAsked(): Promise<void>
  /** Reads, without waiting for what goes on behind. */
  read(signal?: AbortSignal): Promise<Found | null>
  /** How often work went on in circumstances of its own. */
  detached(): number
  /** Reads another question than the usual one. */
  readOther(key: string): Promise<Found | null>
  /** Resolves when nothing goes on behind; tells how many works there were, and how they failed. */
  settled(): Promise<readonly unknown[]>
}

export function createReadingWorld(): ReadingWorld {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const now = (): number => time
  const memory = createFakeCache()
  const store = createFakeCache()
  const levels = createLevels(
    { name: 'memory', cache: memory, ttlMs: 5 * minute },
    [{ name: 'database', cache: store, ttlMs: 15 * minute }],
    now,
  )
  const missing = createMissing({ now })
  const reading = createReading({
    levels,
    turns: alone,
    missing,
    flights: createFlights(),
    ttlMs: 15 * minute,
    now,
  })
  const asked: Ask[] = []
  const held: Promise<unknown>[] = []
  let detached = 0
  let tell = async (_ask: Ask): Promise<string | null> => 'one'

  function question(key: string): Question {
    return {
      key,
      async fetch(ask) {
        asked.push(ask)
        const data = await tell(ask)
        return data === null ? null : { key, content: { data, country: 'DE' } }
      },
    }
  }

  async function readAs(key: string, signal: AbortSignal | undefined): Promise<Found | null> {
    return reading.read(question(key), {
      signal,
      onward: (work) => work(),
      detach(work) {
        detached += 1
        return work()
      },
      hold: (work) =>
        void held.push(
          work.then(
            () => null,
            (error: unknown) => error,
          ),
        ),
    })
  }

  return {
    memory,
    store,
    asked,
    now,
    pass(ms) {
      time += ms
    },
    catalogSays(data) {
      tell = async () => data
    },
    catalogFails(error = new Failure('unavailable', 'Cannot reach AniLibria: it is down')) {
      tell = () => Promise.reject(error)
    },
    catalogDawdles() {
      const [promised, before] = [Promise.withResolvers<void>(), tell]
      tell = async (ask) => {
        ask.signal.addEventListener('abort', () => promised.reject(ask.signal.reason))
        await promised.promise
        return before(ask)
      }
      return promised.resolve
    },
    async untilAsked() {
      while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 0))
    },
    read: (signal) => readAs('title:1', signal),
    detached: () => detached,
    readOther: (key) => readAs(key, undefined),
    settled: () => Promise.all(held),
  }
}

/** What was asked for, out of an answer's bytes. */
export function dataOf(found: Found | null): unknown {
  return found && JSON.parse(new TextDecoder().decode(found.answer.body)).data
}
