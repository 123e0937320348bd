import { Hono } from 'hono'
import type { Chance } from '../catalogue/chance.ts'
import type { Shelf } from '../catalogue/shelf.ts'
import { sorted } from '../catalogue/sorting.ts'
import { pageOf } from './page-of.ts'
import { limitOf, listOf } from './query.ts'
import { notFound, unprocessable } from './refusal.ts'
import { inDetail, withGenres, withLatestEpisode } from './served-release.ts'

/** Under `/anime/releases`. */
export function releases(shelf: Shelf, chance: Chance): Hono {
  return new Hono()
    .get('/latest', (c) => {
      const newest = sorted(shelf.all(), 'FRESH_AT_DESC').slice(0, limitOf(c))
      return c.json(newest.map(withLatestEpisode))
    })
    .get('/random', (c) => {
      const [first, ...rest] = shelf.all()
      if (first === undefined) return c.json([])
      const picked = Array.from({ length: limitOf(c) }, () => chance.pick([first, ...rest]))
      return c.json(picked.map(withGenres))
    })
    .get('/list', (c) => {
      const wanted = listOf(c, 'ids') ?? listOf(c, 'aliases')
      if (wanted === null) throw unprocessable('ids', 'The ids or the aliases field is required.')
      const found = wanted
        .map((idOrAlias) => shelf.find(idOrAlias))
        .filter((entry) => entry !== null)
      return c.json(pageOf(c, found, inDetail))
    })
    .get('/:idOrAlias', (c) => {
      const entry = shelf.find(c.req.param('idOrAlias'))
      if (entry === null) throw notFound('Release not found')
      return c.json(inDetail(entry))
    })
}
