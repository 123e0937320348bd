import type { Turns } from '../replicas/turns.ts'
import { type Found, found } from './found.ts'
import type { Levels } from './levels.ts'
import type { Question } from './question.ts'

/** How long a replica waits for what another one is asking for, in milliseconds. */
const waitMs = 1000
/** How often it looks whether that is there. */
const lookMs = 25

export interface AskingOnceOptions {
  readonly turns: Turns
  readonly levels: Levels
  readonly now: () => number
}

type Ask = () => Promise<Found | null>

/** Of all replicas that want to ask AniLibria the same, one does, and the others read what it learns. */
export interface AskingOnce {
  /** Asks, unless another replica's answer comes first; after a second, asks all the same. */
  ask(question: Question, signal: AbortSignal, ask: Ask): Promise<Found | null>
  /** Asks only if nobody else does; else resolves to `null` at once. */
  askUnlessAsked(question: Question, ask: Ask): Promise<Found | null>
}

export function createAskingOnce({ turns, levels, now }: AskingOnceOptions): AskingOnce {
  async function inTurn(question: Question, ask: Ask): Promise<{ result: Found | null } | null> {
    const turn = await turns.take(question.key)
    if (turn === null) return null
    let result: Found | null = null
    try {
      result = await ask()
      return { result }
    } finally {
      // Not waited for: the answer is there.
      void turn.end(result !== null)
    }
  }

  async function learnedByOthers(question: Question): Promise<Found | null> {
    const key = (await question.keptUnder?.()) ?? question.key
    const held = await levels.further(key, null)
    return held !== null && held.freshUntil > now() ? found(held, 'hit') : null
  }

  return {
    async ask(question, signal, ask) {
      const end = now() + waitMs
      while (now() < end) {
        const asked = await inTurn(question, ask)
        if (asked !== null) return asked.result
        await new Promise((resolve) => setTimeout(resolve, lookMs))
        signal.throwIfAborted()
        const learned = await learnedByOthers(question)
        if (learned !== null) return learned
      }
      return ask()
    },
    async askUnlessAsked(question, ask) {
      return (await inTurn(question, ask))?.result ?? null
    },
  }
}
