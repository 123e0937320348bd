import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import { respond } from '../respond.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { genreSchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const route = createRoute({
  method: 'get',
  path: '/genres',
  summary: 'All genres',
  responses: keptResponses(envelope(z.array(genreSchema)), 'Genres'),
})

export function genres({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) =>
    respond(c, await titles.genres(reader(c)), now()),
  )
}
