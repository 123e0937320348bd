import { keys } from '../reading/keys.ts'
import type { Cache } from '../store/cache.ts'
import type { TitleSummary } from '../title.ts'
import { freshAtOf } from './list-catalogue.ts'
import { titleIn } from './recording-titles.ts'
import type { Listed } from './watch-state.ts'

/**
 * The ids of the listed titles that are not as we know them: not as they are stored, or, if they
 * never were, with a newer episode than when we first saw the catalogue, or not seen there at all.
 */
export type FindChanged = (
  summaries: readonly TitleSummary[],
  listed: Listed,
  signal: AbortSignal,
) => Promise<readonly number[]>

/** @param stored The store's titles; whose failure is one. */
export function createFindChanged(stored: Cache): FindChanged {
  async function isChanged(summary: TitleSummary, listed: Listed, signal: AbortSignal) {
    const kept = await stored.read(keys.title(summary.id), signal)
    const title = kept && titleIn(kept)
    if (title) return !isAsListed(title, summary)
    const before = listed[summary.id]
    return before === undefined || freshAtOf(summary) > before
  }

  return async (summaries, listed, signal) => {
    const byId = new Map(summaries.map((summary) => [summary.id, summary]))
    const changed = await Promise.all(
      [...byId.values()].map((summary) => isChanged(summary, listed, signal)),
    )
    return [...byId.keys()].filter((_id, index) => changed[index])
  }
}

/** Whether a stored title is what a list tells of it. */
export function isAsListed(
  title: Pick<TitleSummary, 'updated_at' | 'fresh_at'>,
  summary: TitleSummary,
): boolean {
  return title.updated_at === summary.updated_at && title.fresh_at === summary.fresh_at
}
