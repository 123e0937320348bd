import type { PageQuery } from '../../core/catalog.ts'
import type { Query } from './host/ask-host.ts'

/** The path of each question, for logs, metrics and spans: no ids in it. */
export const templates = {
  title: '/anime/releases/{idOrAlias}',
  page: '/anime/catalog/releases',
  some: '/anime/releases/list',
  details: '/anime/releases/list',
  search: '/app/search/releases',
  updates: '/anime/releases/latest',
  random: '/anime/releases/random',
  schedule: '/anime/schedule/week',
  genres: '/anime/genres',
  status: '/app/status',
} as const

/** Every question we put to AniLibria, as it wants to be asked. */
export const endpoints = {
  title: (idOrAlias: number | string) => ({
    endpoint: templates.title,
    path: `anime/releases/${encodeURIComponent(idOrAlias)}`,
  }),
  page: (query: PageQuery) => ({
    endpoint: templates.page,
    path: 'anime/catalog/releases',
    parameters: said({
      page: query.page,
      limit: query.limit,
      'f[search]': query.search,
      'f[years][from_year]': query.year,
      'f[years][to_year]': query.year,
      'f[seasons]': query.season,
      'f[types]': query.type,
      'f[genres]': query.genres?.join(',') || undefined,
      'f[publish_statuses]': query.status && publishStatuses[query.status],
      'f[sorting]': `${sortings[query.sort]}_${query.order.toUpperCase()}`,
    }),
  }),
  some: (ids: readonly number[]) => ({
    endpoint: templates.some,
    path: 'anime/releases/list',
    // Not `include`: what that does not name is missing, ids too.
    parameters: said({ ids: ids.join(','), limit: 50, exclude: 'torrents,members' }),
  }),
  search: (text: string) => ({
    endpoint: templates.search,
    path: 'app/search/releases',
    parameters: said({ query: text }),
  }),
  updates: (limit: number) => ({
    endpoint: templates.updates,
    path: 'anime/releases/latest',
    parameters: said({ limit }),
  }),
  random: () => ({
    endpoint: templates.random,
    path: 'anime/releases/random',
    parameters: said({ limit: 1 }),
  }),
  schedule: () => ({ endpoint: templates.schedule, path: 'anime/schedule/week' }),
  genres: () => ({ endpoint: templates.genres, path: 'anime/genres' }),
  status: () => ({ endpoint: templates.status, path: 'app/status' }),
} as const

endpoints satisfies Record<string, (...args: never[]) => Query>

/** Whether a title of this alias cannot be asked for, as its path means something else. */
export function isReserved(alias: string): boolean {
  return /^\.{0,2}$/.test(alias) || reserved.has(alias.toLowerCase())
}

const reserved = new Set(['latest', 'list', 'random', 'recommended', 'episodes'])

const publishStatuses = { ongoing: 'IS_ONGOING', completed: 'IS_NOT_ONGOING' } as const

const sortings = { updated: 'FRESH_AT', rating: 'RATING', year: 'YEAR' } as const

function said(
  parameters: Readonly<Record<string, string | number | undefined>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}
