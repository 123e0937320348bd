import { setTimeout } from 'node:timers/promises'
import { type AskedQuery, type Chosen, filledIn } from '../queries.ts'

/**
 * Asks Prometheus until it has answered every question with at least one number; for a minute at most.
 *
 * @returns The names of those that it has no answer to.
 */
export async function unanswered(
  prometheus: string,
  asked: readonly AskedQuery[],
  chosen: Chosen,
): Promise<ReadonlySet<string>> {
  let waiting = asked
  for (const end = Date.now() + 60_000; Date.now() < end; await setTimeout(1000)) {
    const still: AskedQuery[] = []
    for (const query of waiting) {
      const isAnswered = await hasNumber(prometheus, filledIn(query.expr, chosen))
      if (!isAnswered) still.push(query)
    }
    waiting = still
    if (waiting.length === 0) break
  }
  return new Set(waiting.map(({ name }) => name))
}

/** Whether an expression has a number now. Rejects if Prometheus does not understand it. */
export async function hasNumber(prometheus: string, query: string): Promise<boolean> {
  const body = new URLSearchParams({ query })
  const answer = await (await fetch(`${prometheus}/api/v1/query`, { method: 'POST', body })).json()
  if (answer.status !== 'success') throw new Error(`${answer.error}: ${query}`)
  return answer.data.result.some(
    ({ value: [, number] }: { value: readonly [number, string] }) => number !== 'NaN',
  )
}
