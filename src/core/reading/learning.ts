import type { Ask } from '../catalog.ts'
import { makeAnswer } from './answer.ts'
import type { Found } from './found.ts'
import type { Held, Levels } from './levels.ts'
import type { Missing } from './missing.ts'
import type { Question } from './question.ts'

export interface LearningOptions {
  readonly levels: Levels
  readonly missing: Missing
  /** A lifetime of what AniLibria tells, in milliseconds: the longest of the levels'. */
  readonly ttlMs: number
  /** How much older than stale a thing becomes that AniLibria does not know any more. */
  readonly staleMs: number
  readonly now: () => number
}

/** Asks AniLibria, and keeps what it tells; `null` if it knows no such thing. */
export type Learn = (question: Question, held: Held | null, ask: Ask) => Promise<Found | null>

export function createLearning(options: LearningOptions): Learn {
  const { levels, missing, ttlMs, staleMs, now } = options

  /** What is held of something that was asked for by another name. */
  const holdUnder = async (key: string) => levels.further(key, await levels.near(key))

  return async function learn(question, held, ask) {
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
    await told.onKept?.()
    return {
      answer,
      freshUntil: answer.checkedAt + ttlMs,
      source: 'catalog',
      outcome: 'miss',
      content: told.content,
    }
  }
}
