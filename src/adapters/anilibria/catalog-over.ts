import type { Ask, Catalog } from '../../core/catalog.ts'
import { Failure } from '../../core/failure.ts'
import type { Log } from '../../telemetry/log.ts'
import { createCountry } from './country.ts'
import { endpoints, isReserved } from './endpoints.ts'
import type { Query } from './host/ask-host.ts'
import type { Upstream } from './upstream.ts'
import {
  readCountry,
  readDetails,
  readGenres,
  readPage,
  readSome,
  readSummaries,
  readUpdates,
  readWeek,
} from './wire/read-lists.ts'
import { type Reading, readTitle } from './wire/read-title.ts'

export interface CatalogOverOptions {
  readonly upstream: Upstream
  /** Where pictures lie, whichever host told of them. */
  readonly origin: string
  readonly log: Log
  readonly now: () => number
  /** After which time a question can have no answer any more. */
  readonly deadlineMs: number
}

/** Maps each question to an endpoint and a way to read its answer. */
export function catalogOver(options: CatalogOverOptions): Catalog {
  const { upstream, origin, log, now, deadlineMs } = options

  function question<T>(query: Query, read: (json: unknown, reading: Reading) => T) {
    const { endpoint } = query
    return {
      ...query,
      read(json: unknown): T {
        const broken: string[] = []
        const answer = read(json, { origin, broken })
        const [error] = broken
        if (error !== undefined) log.write('itemLeftOut', { endpoint, items: broken.length, error })
        return answer
      },
    }
  }

  async function list<T>(
    query: Query,
    read: (json: unknown, reading: Reading) => T,
    ask: Ask,
  ): Promise<T> {
    const answer = await upstream.ask(question(query, read), ask)
    // A list is always there: where it is not, something else than AniLibria has answered.
    if (answer === null) throw new Failure('unavailable', 'Cannot find the list at AniLibria')
    return answer
  }

  return {
    async title(idOrAlias, ask) {
      if (isReserved(String(idOrAlias))) return null
      log.write('fetchingTitle', { title_id: idOrAlias })
      return upstream.ask(question(endpoints.title(idOrAlias), readTitle), ask)
    },
    page: (query, ask) =>
      list(endpoints.page(query), (json, reading) => readPage(json, query, reading), ask),
    some: (ids, ask) =>
      list(endpoints.some(ids), (json, reading) => readSome(json, ids, reading), ask),
    details: (ids, ask) =>
      list(endpoints.some(ids), (json, reading) => readDetails(json, ids, reading), ask),
    search: (text, ask) => list(endpoints.search(text), readSummaries, ask),
    updates: (limit, ask) => list(endpoints.updates(limit), readUpdates, ask),
    async random(ask) {
      const titles = await upstream.ask(question(endpoints.random(), readSummaries), ask)
      return titles?.[0] ?? null
    },
    schedule: (ask) => list(endpoints.schedule(), readWeek, ask),
    genres: (ask) => list(endpoints.genres(), readGenres, ask),
    country: createCountry({
      ask: (priority) => upstream.askBeside(question(endpoints.status(), readCountry), priority),
      now,
      lostMs: deadlineMs,
    }),
  }
}
