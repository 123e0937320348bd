import type { Context } from 'hono'
import { limitOf, wholeNumber } from './query.ts'

/** Cuts the page that was asked for out of everything, in AniLiberty's envelope. */
export function pageOf<T>(c: Context, items: readonly T[], tell: (item: T) => unknown) {
  const limit = limitOf(c)
  const page = wholeNumber(c, 'page') ?? 1
  const shown = items.slice((page - 1) * limit, page * limit)
  const pages = Math.max(1, Math.ceil(items.length / limit))
  const pagination = {
    total: items.length,
    count: shown.length,
    per_page: limit,
    current_page: page,
    total_pages: pages,
    links: links(c, page, pages),
  }
  return { data: shown.map(tell), meta: { pagination } }
}

/** An empty object is an empty array where AniLiberty comes from, and is sent as one. */
function links(c: Context, page: number, pages: number) {
  const to = (number: number) => {
    const url = new URL(c.req.url)
    url.searchParams.set('page', String(number))
    return url.href
  }
  const found = {
    ...(page > 1 && { previous: to(page - 1) }),
    ...(page < pages && { next: to(page + 1) }),
  }
  return Object.keys(found).length === 0 ? [] : found
}
