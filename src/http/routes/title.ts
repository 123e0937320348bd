import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Failure } from '../../core/failure.ts'
import type { Env } from '../env.ts'
import { respond } from '../respond.ts'
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

const route = createRoute({
  method: 'get',
  path: '/titles/{idOrAlias}',
  summary: 'One title with its episodes',
  request: { params: z.object({ idOrAlias }) },
  responses: keptResponses(envelope(titleSchema), 'The title', ['TITLE_NOT_FOUND']),
})

export function title({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) => {
    const asked = c.req.valid('param').idOrAlias
    const found = await titles.title(asked, reader(c))
    if (found === null) throw new Failure('title-not-found', `Cannot find title ${asked}`)
    return respond(c, found, now())
  })
}
