import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import { respond } from '../respond.ts'
import { limit } from '../schemas/parameters.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { updatedTitleSchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const route = createRoute({
  method: 'get',
  path: '/updates',
  summary: 'Titles with new episodes',
  request: { query: z.object({ limit }) },
  responses: keptResponses(envelope(z.array(updatedTitleSchema)), 'Titles, the newest first'),
})

export function updates({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) =>
    respond(c, await titles.updates(c.req.valid('query').limit, reader(c)), now()),
  )
}
