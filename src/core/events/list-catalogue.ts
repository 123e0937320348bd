import type { Catalog } from '../catalog.ts'
import type { TitleSummary } from '../title.ts'
import type { Listed } from './watch-state.ts'

const limit = 50

/** Walks the whole catalogue's list, without details. Rejects as `Catalog` does. */
export async function listCatalogue(catalog: Catalog, signal: AbortSignal): Promise<Listed> {
  const listed: Record<string, number> = {}
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = { page, limit, sort: 'updated', order: 'desc' } as const
    const answer = await catalog.page(query, { priority: 'background', signal })
    for (const title of answer.titles) listed[title.id] ??= freshAtOf(title)
    pages = answer.pages
  }
  return listed
}

/** In milliseconds since 1970; 0 if AniLibria does not tell. */
export function freshAtOf({ fresh_at }: TitleSummary): number {
  return fresh_at === null ? 0 : Date.parse(fresh_at)
}
