import { z } from '@hono/zod-openapi'
import { etagOf } from '../../core/reading/answer.ts'
import { answer } from '../answers/answer.ts'
import { notModified } from '../answers/not-modified.ts'
import { headers } from '../headers.ts'
import type { PushDeps } from '../push/deps.ts'
import { atomFeed } from '../push/feed.ts'
import { notHere } from '../push/refusals.ts'
import { type Route, route } from '../route.ts'
import { titleId } from '../schemas/parameters.ts'
import { problemResponses } from '../schemas/responses.ts'

export interface FeedDeps {
  /** `null` where there is no watcher: the route answers 501. */
  readonly push: Pick<PushDeps, 'events'> | null
}

const path = '/feed.atom'

const described = {
  method: 'get',
  path,
  summary: 'The newest events as an Atom feed',
  request: { query: z.object({ title_id: titleId.optional() }) },
  responses: {
    200: {
      description: 'At most 50 events, the newest first',
      content: { 'application/atom+xml': { schema: z.string() } },
    },
    304: { description: 'The caller has it' },
    ...problemResponses(['INVALID_REQUEST', 'NOT_IMPLEMENTED', 'UPSTREAM_UNAVAILABLE']),
  },
} as const

/** How many events a feed tells. */
const most = 50

export function feed({ push }: FeedDeps): Route {
  return route(described, async (c, { query: { title_id } }) => {
    if (push === null) return notHere(c)
    const newest = await push.events.newest(most, title_id)
    const root = c.req.path.slice(0, -path.length)
    const text = await atomFeed(newest, title_id, {
      // Relative to our host, for we do not know under which name we are asked.
      self: c.req.path + (title_id === undefined ? '' : `?title_id=${title_id}`),
      title: (id) => `${root}/titles/${id}`,
    })
    const body = new TextEncoder().encode(text)
    const modifiedAt = newest[0]?.foundAt ?? null
    const told = {
      [headers.etag]: await etagOf(body),
      [headers.cacheControl]: 'public, max-age=60',
      ...(modifiedAt === null
        ? {}
        : { [headers.lastModified]: new Date(modifiedAt).toUTCString() }),
    }
    if (notModified(c, told[headers.etag], modifiedAt)) return answer(c, 304, null, told)
    return answer(c, 200, body, { ...told, [headers.contentType]: 'application/atom+xml' })
  })
}
