import type { Found } from '../../core/reading/found.ts'
import { whenThere } from '../../core/soon.ts'
import type { Title } from '../../core/title.ts'
import type { Titles } from '../../core/titles.ts'
import type { Attributes } from '../spans.ts'
import type { Tracer } from '../tracer.ts'

/** Puts a span around the reading of one title. */
export function tracedTitles(titles: Titles, tracer: Tracer): Titles {
  return {
    ...titles,
    title: (idOrAlias, reader) =>
      tracer.spanAtOnce('getTitle', { title_id: idOrAlias }, (span) =>
        whenThere(titles.title(idOrAlias, reader), (found) => {
          if (found !== null) span.set(origin(found))
          return found
        }),
      ),
  }
}

function origin({ source, content }: Found): Attributes<'getTitle'> {
  if (source !== 'catalog') return { 'cache.source': source }
  const title = content?.data as Title | undefined
  return { 'title.episodes_count': title?.episodes.list.length }
}
