import type { Catalog, Priority } from '../../core/catalog.ts'
import { within } from '../../core/deadline.ts'

export interface CountryOptions {
  /** `null`: AniLibria does not say. */
  readonly ask: (priority: Priority) => Promise<string | null>
  readonly now: () => number
  /** How long anyone waits for it. Default 1 s. */
  readonly waitMs?: number
  /** After which time a question is taken for lost: on workerd work can vanish without an end. */
  readonly lostMs: number
}

const keptMs = 600_000
const failureKeptMs = 60_000

/** Finds out which country AniLibria takes us to be in, one question for all who want to know. */
export function createCountry(options: CountryOptions): Catalog['country'] {
  const { ask, now, waitMs = 1000, lostMs } = options
  let known: string | null = null
  let freshUntil = 0
  let asking: { readonly since: number; readonly learned: Promise<void> } | null = null

  async function learn(priority: Priority): Promise<void> {
    const told = await ask(priority).catch(() => null)
    known = told ?? known
    freshUntil = now() + (told === null ? failureKeptMs : keptMs)
  }

  return async function country({ priority, signal }) {
    if (now() < freshUntil) return known
    if (asking === null || now() - asking.since >= lostMs) {
      asking = { since: now(), learned: learn(priority) }
    }
    const { since, learned } = asking
    // Whoever comes later waits less: the question is no younger for him.
    const leftMs = since + waitMs - now()
    if (leftMs > 0) await within(leftMs, () => learned, signal).catch(() => {})
    return known
  }
}
