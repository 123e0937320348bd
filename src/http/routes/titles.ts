import { z } from '@hono/zod-openapi'
import { whenThere } from '../../core/soon.ts'
import { respond } from '../answers/respond.ts'
import { type Route, route } from '../route.ts'
import { ids, limit, oneOf, searchText, whole } from '../schemas/parameters.ts'
import { keptResponses, page } from '../schemas/responses.ts'
import { titleSummarySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const type = z
  .string()
  .regex(/^\w{1,20}$/, 'expected a word such as TV or MOVIE')
  .toUpperCase()

const filters = {
  search: searchText.optional(),
  year: whole(1900, 2100).optional(),
  season: oneOf(['winter', 'spring', 'summer', 'autumn']).optional(),
  type: type.optional().openapi({ example: 'TV' }),
  genres: ids('ids of genres').optional(),
  status: oneOf(['ongoing', 'completed']).optional(),
}

const query = z
  .object({
    ids: ids('ids of titles').optional(),
    page: whole(1, 100_000).default(1),
    limit,
    ...filters,
    sort: oneOf(['updated', 'rating', 'year']).default('updated'),
    order: oneOf(['asc', 'desc']).default('desc'),
  })
  .superRefine((said, context) => {
    if (said.ids === undefined) return
    for (const name of Object.keys(filters) as (keyof typeof filters)[]) {
      if (said[name] === undefined) continue
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'cannot go with ids',
      })
    }
  })

const described = {
  method: 'get',
  path: '/titles',
  summary: 'A page of titles, or the titles of some ids',
  request: { query },
  responses: keptResponses(page(z.array(titleSummarySchema)), 'A page of titles'),
} as const

export function titles({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, (c, { query: { ids: some, ...asked } }) =>
    whenThere(some ? titles.some(some, reader(c)) : titles.page(asked, reader(c)), (found) =>
      respond(c, found, now()),
    ),
  )
}
