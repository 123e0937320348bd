import { Failure } from '../../core/failure.ts'
import { makeAnswer } from '../../core/reading/answer.ts'
import { answer } from '../answers/answer.ts'
import { headers } from '../headers.ts'
import { type Route, route } from '../route.ts'
import { envelope, responses } from '../schemas/responses.ts'
import { titleSummarySchema } from '../schemas/title.ts'
import type { CatalogueDeps } from './deps.ts'

const described = {
  method: 'get',
  path: '/random',
  summary: 'Some title, another one each time',
  responses: responses(envelope(titleSummarySchema), {
    description: 'A title, without its episodes; never kept',
    but: ['TITLE_NOT_FOUND', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'],
  }),
} as const

export function random({ titles, reader, now }: CatalogueDeps): Route {
  return route(described, async (c) => {
    const content = await titles.random(reader(c))
    if (content === null) throw new Failure('title-not-found', 'Cannot find any title')
    const { body } = await makeAnswer(content, now(), null)
    return answer(c, 200, body, {
      [headers.contentType]: 'application/json',
      [headers.cacheControl]: 'no-store',
    })
  })
}
