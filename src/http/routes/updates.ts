import { z } from '@hono/zod-openapi'
import { whenThere } from '../../core/soon.ts'
import { respond } from '../answers/respond.ts'
import { type Route, route } from '../route.ts'
import { limit } from '../schemas/parameters.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { updatedTitleSchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const described = {
  method: 'get',
  path: '/updates',
  summary: 'Titles with new episodes',
  request: { query: z.object({ limit }) },
  responses: keptResponses(envelope(z.array(updatedTitleSchema)), 'Titles, the newest first'),
} as const

export function updates({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, (c, { query: { limit } }) =>
    whenThere(titles.updates(limit, reader(c)), (found) => respond(c, found, now())),
  )
}
