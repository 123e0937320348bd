import { z } from '@hono/zod-openapi'
import { Failure } from '../../core/failure.ts'
import { whenThere } from '../../core/soon.ts'
import { respond } from '../answers/respond.ts'
import { type Route, route } from '../route.ts'
import { envelope, keptResponses } from '../schemas/responses.ts'
import { titleSchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const message = 'expected an id (a positive whole number) or an alias (letters, digits, - and _)'

const idOrAlias = z
  .string()
  .regex(/^([1-9]\d{0,9}|(?!\d+$)\w[\w-]{0,199})$/, message)
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
  .openapi({
    type: 'string',
    example: '9000',
    description: 'Its id or its alias',
  })

const described = {
  method: 'get',
  path: '/titles/{idOrAlias}',
  summary: 'One title with its episodes',
  request: { params: z.object({ idOrAlias }) },
  responses: keptResponses(envelope(titleSchema), 'The title', ['TITLE_NOT_FOUND']),
} as const

export function title({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, (c, { params: { idOrAlias: asked } }) =>
    whenThere(titles.title(asked, reader(c)), (found) => {
      if (found === null) throw new Failure('title-not-found', `Cannot find title ${asked}`)
      return respond(c, found, now())
    }),
  )
}
