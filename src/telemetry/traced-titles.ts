import type { Titles } from '../core/titles.ts'
import type { Tracer } from './tracer.ts'

/** Puts a span around the reading of one title. */
export function tracedTitles(titles: Titles, tracer: Tracer): Titles {
  return {
    ...titles,
    title: (idOrAlias, reader) =>
      tracer.span('getTitle', { title_id: idOrAlias }, async (span) => {
        const found = await titles.title(idOrAlias, reader)
        if (found && found.source !== 'catalog') span.set({ 'cache.source': found.source })
        return found
      }),
  }
}
