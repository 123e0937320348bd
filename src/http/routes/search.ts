import { z } from '@hono/zod-openapi'
import { whenThere } from '../../core/soon.ts'
import { respond } from '../answers/respond.ts'
import { type Route, route } from '../route.ts'
import { limit, searchText } from '../schemas/parameters.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { titleSummarySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const described = {
  method: 'get',
  path: '/search',
  summary: 'Titles whose names resemble a text',
  request: { query: z.object({ q: searchText, limit }) },
  responses: keptResponses(envelope(z.array(titleSummarySchema)), 'Titles, the best first'),
} as const

export function search({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, (c, { query: { q, limit } }) =>
    whenThere(titles.search(q, limit, reader(c)), (found) => respond(c, found, now())),
  )
}
