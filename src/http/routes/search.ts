import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import { respond } from '../respond.ts'
import { limit, searchText } from '../schemas/parameters.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { titleSummarySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const route = createRoute({
  method: 'get',
  path: '/search',
  summary: 'Titles whose names resemble a text',
  request: { query: z.object({ q: searchText, limit }) },
  responses: keptResponses(envelope(z.array(titleSummarySchema)), 'Titles, the best first'),
})

export function search({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) => {
    const { q, limit } = c.req.valid('query')
    return respond(c, await titles.search(q, limit, reader(c)), now())
  })
}
