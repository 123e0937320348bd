import type { Answer } from '../../src/core/reading/answer.ts'
import type { Kept } from '../../src/core/store/cache.ts'

/** An answer that says this, learned and checked at 1,000. */
export function answerOf(said: string, times: Partial<Answer> = {}): Answer {
  const body = new TextEncoder().encode(said)
  return { body, etag: `"${said.length}"`, fetchedAt: 1_000, checkedAt: 1_000, ...times }
}

/** The same as it lies in a cache, fresh until 2,000. */
export function keptOf(said: string, freshUntil = 2_000): Kept {
  return { answer: answerOf(said), freshUntil }
}

/** What an answer says. */
export function saidBy(answer: Answer | undefined): string {
  return new TextDecoder().decode(answer?.body)
}
