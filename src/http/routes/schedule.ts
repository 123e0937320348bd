import { z } from '@hono/zod-openapi'
import { whenThere } from '../../core/soon.ts'
import { respond } from '../answers/respond.ts'
import { type Route, route } from '../route.ts'
import { whole } from '../schemas/parameters.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { scheduleDaySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const day = whole(1, 7).optional().openapi({ description: '1 is Monday; absent: the whole week' })

const described = {
  method: 'get',
  path: '/schedule',
  summary: 'Which titles have episodes on which day of the week',
  request: { query: z.object({ day }) },
  responses: keptResponses(envelope(z.array(scheduleDaySchema)), 'Days, from Monday'),
} as const

export function schedule({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, (c, { query: { day } }) =>
    whenThere(titles.schedule(day, reader(c)), (found) => respond(c, found, now())),
  )
}
