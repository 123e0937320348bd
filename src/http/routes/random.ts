import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Failure } from '../../core/failure.ts'
import { makeAnswer } from '../../core/reading/answer.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { envelope, responses } from '../schemas/responses.ts'
import { titleSummarySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const route = createRoute({
  method: 'get',
  path: '/random',
  summary: 'Some title, another one each time',
  responses: responses(envelope(titleSummarySchema), {
    description: 'A title, without its episodes; never kept',
    but: ['TITLE_NOT_FOUND', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'],
  }),
})

export function random({ titles, reader, now }: CatalogueDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) => {
    const content = await titles.random(reader(c))
    if (content === null) throw new Failure('title-not-found', 'Cannot find any title')
    const { body } = await makeAnswer(content, now(), null)
    return c.body(body, 200, {
      [headers.contentType]: 'application/json',
      [headers.cacheControl]: 'no-store',
    })
  })
}
