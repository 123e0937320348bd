import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import { respond } from '../respond.ts'
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

const route = createRoute({
  method: 'get',
  path: '/titles',
  summary: 'A page of titles, or the titles of some ids',
  request: { query },
  responses: keptResponses(page(z.array(titleSummarySchema)), 'A page of titles'),
})

export function titles({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) => {
    const { ids: some, ...asked } = c.req.valid('query')
    const found = await (some ? titles.some(some, reader(c)) : titles.page(asked, reader(c)))
    return respond(c, found, now())
  })
}
