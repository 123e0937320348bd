import { z } from '@hono/zod-openapi'
import { whenThere } from '../../core/soon.ts'
import { respond } from '../answers/respond.ts'
import { type Route, route } from '../route.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { genreSchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const described = {
  method: 'get',
  path: '/genres',
  summary: 'All genres',
  responses: keptResponses(envelope(z.array(genreSchema)), 'Genres'),
} as const

export function genres({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, (c) =>
    whenThere(titles.genres(reader(c)), (found) => respond(c, found, now())),
  )
}
