import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { etagOf } from '../../core/reading/answer.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { invalid } from '../invalid.ts'
import { notModified } from '../not-modified.ts'
import type { PushDeps } from '../push/deps.ts'
import { atomFeed } from '../push/feed.ts'
import { notHere } from '../push/refusals.ts'
import { titleId } from '../schemas/parameters.ts'
import { problemResponses } from '../schemas/responses.ts'

export interface FeedDeps {
  /** `null` where there is no watcher: the route answers 501. */
  readonly push: Pick<PushDeps, 'events'> | null
}

const path = '/feed.atom'

const route = createRoute({
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
})

/** How many events a feed tells. */
const most = 50

export function feed({ push }: FeedDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({ defaultHook: invalid }).openapi(route, async (c) => {
    if (push === null) return notHere(c)
    const { title_id } = c.req.valid('query')
    const newest = await push.events.newest(most, title_id)
    const root = c.req.path.slice(0, -path.length)
    const text = await atomFeed(newest, title_id, {
      // Relative to our host, for we do not know under which name we are asked.
      self: c.req.path + (title_id === undefined ? '' : `?title_id=${title_id}`),
      title: (id) => `${root}/titles/${id}`,
    })
    const body = new TextEncoder().encode(text)
    const modifiedAt = newest[0]?.foundAt ?? null
    const described = {
      [headers.etag]: await etagOf(body),
      [headers.cacheControl]: 'public, max-age=60',
      ...(modifiedAt === null
        ? {}
        : { [headers.lastModified]: new Date(modifiedAt).toUTCString() }),
    }
    if (notModified(c, described[headers.etag], modifiedAt)) return c.body(null, 304, described)
    return c.body(body, 200, { ...described, [headers.contentType]: 'application/atom+xml' })
  })
}
