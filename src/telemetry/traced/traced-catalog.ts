import type { Catalog } from '../../core/catalog.ts'
import type { Tracer } from '../tracer.ts'

/** Under which path AniLibria answers each question: a template without ids. */
export type Templates = Readonly<Record<Exclude<keyof Catalog, 'country'>, string>>

/**
 * Puts a span around every question but the one for the country, which is asked beside others.
 * `tracedAttempts` tells it what became of the requests.
 */
export function tracedCatalog(catalog: Catalog, templates: Templates, tracer: Tracer): Catalog {
  function traced<A extends readonly unknown[], R>(
    template: string,
    ask: (...asked: A) => Promise<R>,
  ): (...asked: A) => Promise<R> {
    const attributes = {
      'external.service': 'anilibria',
      'http.request.method': 'GET',
      'url.template': template,
    }
    return (...asked) => tracer.span('apiCall', attributes, () => ask(...asked))
  }

  return {
    title: traced(templates.title, catalog.title),
    page: traced(templates.page, catalog.page),
    some: traced(templates.some, catalog.some),
    details: traced(templates.details, catalog.details),
    search: traced(templates.search, catalog.search),
    updates: traced(templates.updates, catalog.updates),
    random: traced(templates.random, catalog.random),
    schedule: traced(templates.schedule, catalog.schedule),
    genres: traced(templates.genres, catalog.genres),
    country: catalog.country,
  }
}
