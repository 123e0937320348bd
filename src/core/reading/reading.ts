import type { Ask } from '../catalog.ts'
import { type Answer, type Content, makeAnswer } from './answer.ts'
import type { Flights } from './flights.ts'
import type { Held, LevelName, Levels } from './levels.ts'
import type { Missing } from './missing.ts'

/** Who reads, and what the runtime needs to know of work that outlives the answer. */
export interface Reader {
  /** Fires when the reader leaves; `undefined` where a reader's leaving must stop nothing. */
  readonly signal: AbortSignal | undefined
  /** Keeps the runtime alive until the work is done; tells of its failure, if it is a bug. */
  hold(work: Promise<unknown>): void
  /** Does work that is no part of the answer, in circumstances of its own. */
  detach<T>(work: () => Promise<T>): Promise<T>
}

/** What AniLibria told. */
export interface Told {
  /** Under which key it is to be kept: the question's own, unless that was a second name for it. */
  readonly key: string
  readonly content: Content
}

/** Something one can ask for: under which key it is kept, and how AniLibria is asked for it. */
export interface Question {
  readonly key: string
  /** `null`: AniLibria knows no such thing. Rejects as `Catalog` does. */
  fetch(ask: Ask): Promise<Told | null>
}

/** An answer, and how it was come by. */
export interface Found {
  readonly answer: Answer
  /** When it turns stale, in milliseconds since 1970; past, if it is. */
  readonly freshUntil: number
  /** Where it lay; `catalog`: AniLibria was asked. */
  readonly source: LevelName | 'catalog'
  /** `hit`: nobody was waited for. `miss`: AniLibria told. `stale`: AniLibria was asked in vain. */
  readonly outcome: 'hit' | 'miss' | 'stale'
  /** What AniLibria told just now; `null` for what was kept. */
  readonly content: Content | null
}

export interface ReadingOptions {
  readonly levels: Levels
  readonly flights: Flights
  readonly missing: Missing
  /** A lifetime of what AniLibria tells, in milliseconds: the longest of the levels'. */
  readonly ttlMs: number
  /** How long past its lifetime an answer is served at once. Default 1 h. */
  readonly staleMs?: number
  /** How long past its lifetime an answer is served if AniLibria fails. Default 7 days. */
  readonly staleIfErrorMs?: number
  readonly now?: () => number
}

/** The one policy by which every question is answered. */
export interface Reading {
  /** `null`: there is no such thing. Rejects as `Catalog` does, if nothing is in hand. */
  read(question: Question, reader: Reader): Promise<Found | null>
}

export function createReading({
  levels,
  flights,
  missing,
  ttlMs,
  staleMs = 3_600_000,
  staleIfErrorMs = 7 * 86_400_000,
  now = Date.now,
}: ReadingOptions): Reading {
  const fresh = (held: Held): boolean => held.freshUntil > now()

  /** What is held of something that was asked for by another name. */
  const holdUnder = async (key: string) => levels.further(key, await levels.near(key))

  async function learn(question: Question, held: Held | null, ask: Ask): Promise<Found | null> {
    const told = await question.fetch(ask)
    if (told === null) {
      missing.remember(question.key)
      if (held !== null) {
        const freshUntil = Math.min(held.freshUntil, now() - staleMs - 1)
        await levels.expire(question.key, held.answer, freshUntil)
      }
      return null
    }
    const before = told.key === question.key ? held : await holdUnder(told.key)
    const answer = await makeAnswer(told.content, now(), before?.answer ?? null)
    await levels.write(told.key, answer)
    return {
      answer,
      freshUntil: answer.checkedAt + ttlMs,
      source: 'catalog',
      outcome: 'miss',
      content: told.content,
    }
  }

  function refresh(question: Question, held: Held, reader: Reader): Promise<Found | null> {
    const work = (signal: AbortSignal) =>
      reader.detach(() => learn(question, held, { priority: 'background', signal }))
    return flights.join(`ask ${question.key}`, work, undefined)
  }

  async function askOrServeStale(question: Question, held: Held | null, signal: AbortSignal) {
    const work = (stop: AbortSignal) => learn(question, held, { priority: 'visitor', signal: stop })
    try {
      return await flights.join(`ask ${question.key}`, work, signal)
    } catch (error) {
      if (held === null) throw error
      if (now() - held.freshUntil > staleIfErrorMs) throw error
      return found(held, 'stale')
    }
  }

  async function readFurther(
    question: Question,
    near: Held | null,
    reader: Reader,
    signal: AbortSignal,
  ) {
    const held = await levels.further(question.key, near)
    if (held !== null && fresh(held)) return found(held, 'hit')
    if (missing.has(question.key)) return null
    if (held === null || now() - held.freshUntil > staleMs) {
      return askOrServeStale(question, held, signal)
    }
    reader.hold(refresh(question, held, reader))
    return found(held, 'hit')
  }

  return {
    async read(question, reader) {
      const near = await levels.near(question.key)
      if (near !== null && fresh(near)) return found(near, 'hit')
      const work = (signal: AbortSignal) => readFurther(question, near, reader, signal)
      const reading = flights.join(`read ${question.key}`, work, reader.signal)
      reader.hold(reading)
      return reading
    },
  }
}

function found({ answer, freshUntil, level }: Held, outcome: Found['outcome']): Found {
  return { answer, freshUntil, source: level, outcome, content: null }
}
