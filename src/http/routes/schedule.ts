import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import { respond } from '../respond.ts'
import { whole } from '../schemas/parameters.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { scheduleDaySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const day = whole(1, 7).optional().openapi({ description: '1 is Monday; absent: the whole week' })

const route = createRoute({
  method: 'get',
  path: '/schedule',
  summary: 'Which titles have episodes on which day of the week',
  request: { query: z.object({ day }) },
  responses: keptResponses(envelope(z.array(scheduleDaySchema)), 'Days, from Monday'),
})

export function schedule({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) =>
    respond(c, await titles.schedule(c.req.valid('query').day, reader(c)), now()),
  )
}
