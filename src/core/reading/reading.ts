import type { Turns } from '../replicas/turns.ts'
import { type Soon, whenThere } from '../soon.ts'
import { createAskingOnce } from './asking-once.ts'
import type { Flights } from './flights.ts'
import { type Found, found } from './found.ts'
import { createLearning } from './learning.ts'
import type { Held, Levels } from './levels.ts'
import type { Missing } from './missing.ts'
import type { Question } from './question.ts'

/** Who reads, and what the runtime needs to know of work that outlives the answer. */
export interface Reader {
  /** Fires when the reader leaves; `undefined` where a reader's leaving must stop nothing. */
  readonly signal: AbortSignal | undefined
  /** Keeps the runtime alive until the work is done; tells of its failure, if it is a bug. */
  hold(work: Promise<unknown>): void
  /** Does work that may take a while, in the circumstances of whoever begins it. */
  onward<T>(work: () => T): T
  /** Does work that is no part of the answer, in circumstances of its own. */
  detach<T>(work: () => Promise<T>): Promise<T>
}

export interface ReadingOptions {
  readonly levels: Levels
  readonly flights: Flights
  readonly turns: Turns
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
  read(question: Question, reader: Reader): Soon<Found | null>
}

export function createReading({
  levels,
  flights,
  turns,
  missing,
  ttlMs,
  staleMs = 3_600_000,
  staleIfErrorMs = 7 * 86_400_000,
  now = Date.now,
}: ReadingOptions): Reading {
  const fresh = (held: Held): boolean => held.freshUntil > now()
  const learn = createLearning({ levels, missing, ttlMs, staleMs, now })
  const askingOnce = createAskingOnce({ turns, levels, now })

  function refresh(question: Question, held: Held, reader: Reader): Promise<Found | null> {
    const work = (signal: AbortSignal) =>
      askingOnce.askUnlessAsked(question, () =>
        reader.detach(() => learn(question, held, { priority: 'background', signal })),
      )
    return flights.join(`ask ${question.key}`, work, undefined)
  }

  async function askOrServeStale(question: Question, held: Held | null, signal: AbortSignal) {
    const work = (stop: AbortSignal) =>
      askingOnce.ask(question, stop, () =>
        learn(question, held, { priority: 'visitor', signal: stop }),
      )
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
    read: (question, reader) =>
      whenThere(levels.near(question.key), (near) => {
        if (near !== null && fresh(near)) return found(near, 'hit')
        return reader.onward(() => {
          const work = (signal: AbortSignal) => readFurther(question, near, reader, signal)
          const reading = flights.join(`read ${question.key}`, work, reader.signal)
          reader.hold(reading)
          return reading
        })
      }),
  }
}
