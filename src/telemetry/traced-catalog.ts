import type { Catalog } from '../core/catalog.ts'
import type { Tracer } from './tracer.ts'

/** A question to the catalog that is a request of its own; the country is asked for beside others. */
export type AskedFor = Exclude<keyof Catalog, 'country'>

/** Under which path AniLibria answers each question: a template without ids. */
export type Templates = Readonly<Record<AskedFor, string>>

/** Puts a span around every question; `tracedAttempts` tells it what became of the requests. */
export function tracedCatalog(catalog: Catalog, templates: Templates, tracer: Tracer): Catalog {
  function traced<A extends readonly unknown[], R>(
    question: AskedFor,
    ask: (...asked: A) => Promise<R>,
  ): (...asked: A) => Promise<R> {
    const attributes = {
      'external.service': 'anilibria',
      'http.request.method': 'GET',
      'url.template': templates[question],
    }
    return (...asked) => tracer.span('apiCall', attributes, () => ask(...asked))
  }

  const askTitle = traced('title', catalog.title)

  return {
    async title(idOrAlias, ask) {
      const reading = tracer.underWay('getTitle')
      const title = await askTitle(idOrAlias, ask)
      if (title) reading.set({ 'title.episodes_count': title.episodes.list.length })
      return title
    },
    page: traced('page', catalog.page),
    some: traced('some', catalog.some),
    search: traced('search', catalog.search),
    updates: traced('updates', catalog.updates),
    random: traced('random', catalog.random),
    schedule: traced('schedule', catalog.schedule),
    genres: traced('genres', catalog.genres),
    country: catalog.country,
  }
}
