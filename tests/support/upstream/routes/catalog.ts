import { type Context, Hono } from 'hono'
import type { Entry } from '../catalogue/entry.ts'
import { search } from '../catalogue/search.ts'
import type { Shelf } from '../catalogue/shelf.ts'
import { sorted, sortings } from '../catalogue/sorting.ts'
import { pageOf } from './page-of.ts'
import { listOf, oneOf, wholeNumber } from './query.ts'
import { withGenres } from './served-release.ts'

/** Under `/anime/catalog`. */
export function catalog(shelf: Shelf): Hono {
  return new Hono().get('/releases', (c) => {
    const sorting = oneOf(c, 'f[sorting]', sortings) ?? 'FRESH_AT_DESC'
    const text = c.req.query('f[search]')
    const named = text ? search(shelf.all(), text) : shelf.all()
    return c.json(pageOf(c, sorted(named.filter(filterOf(c)), sorting), withGenres))
  })
}

/** Whether an entry is among what was asked for: of each list any, of all lists each. */
function filterOf(c: Context): (entry: Entry) => boolean {
  const genres = listOf(c, 'f[genres]')
  const types = listOf(c, 'f[types]')
  const seasons = listOf(c, 'f[seasons]')
  const from = wholeNumber(c, 'f[years][from_year]') ?? 0
  const to = wholeNumber(c, 'f[years][to_year]') ?? Number.POSITIVE_INFINITY
  const status = oneOf(c, 'f[publish_statuses]', ['IS_ONGOING', 'IS_NOT_ONGOING'])
  return ({ release, genreIds }) =>
    (genres === null || genreIds.some((id) => genres.includes(String(id)))) &&
    (types === null || types.includes(release.type.value ?? '')) &&
    (seasons === null || seasons.includes(release.season.value ?? '')) &&
    release.year >= from &&
    release.year <= to &&
    (status === null || release.is_ongoing === (status === 'IS_ONGOING'))
}
