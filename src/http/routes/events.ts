import { z } from '@hono/zod-openapi'
import { eventTypes, type TitleEvent } from '../../core/events/title-event.ts'
import { answer } from '../answers/answer.ts'
import type { Client } from '../client/client.ts'
import { known } from '../env.ts'
import { headers, sent } from '../headers.ts'
import type { PushDeps } from '../push/deps.ts'
import { openEventStream } from '../push/event-stream.ts'
import { eventId } from '../push/messages.ts'
import { noPlace, notHere } from '../push/refusals.ts'
import { type Route, route } from '../route.ts'
import { titleId, words } from '../schemas/parameters.ts'
import { problemResponses } from '../schemas/responses.ts'

export interface EventsDeps {
  /** `null` where there is no watcher: the route answers 501. */
  readonly push: PushDeps | null
  readonly client: Client
}

const query = z.object({
  title_id: titleId.optional(),
  types: words(eventTypes).optional(),
  last_event_id: eventId.optional(),
})

const described = {
  method: 'get',
  path: '/events',
  summary: 'Events as a stream (server-sent events)',
  request: { query },
  responses: {
    200: {
      description: 'Events, each with its `id`, its type as `event` and `{type, data}` as `data`',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemResponses([
      'INVALID_REQUEST',
      'TOO_MANY_CONNECTIONS',
      'NOT_IMPLEMENTED',
      'CONNECTIONS_TAKEN',
    ]),
  },
} as const

const streamed = {
  [headers.contentType]: 'text/event-stream',
  [headers.cacheControl]: 'no-store',
  [headers.buffering]: 'no',
}

export function events({ push, client }: EventsDeps): Route {
  return route(described, (c, { query: asked }) => {
    if (push === null) return notHere(c)
    if (c.req.method === 'HEAD') return answer(c, 200, null, streamed)
    const end = (): void => stream.stop()
    const release = push.connections.open('sse', client.address(c) ?? 'unknown', end)
    if (typeof release === 'string') return noPlace(c, release)
    const lastId = sent(c, 'lastEventId') || asked.last_event_id || null
    const stream = openEventStream({ wants: wanting(asked), lastId, closed: release }, push)
    known(c).lasting = 'connection'
    return answer(c, 200, stream.body, streamed)
  })
}

function wanting({ title_id, types }: z.output<typeof query>): (event: TitleEvent) => boolean {
  return (event) =>
    (title_id === undefined || event.titleId === title_id) &&
    (types === undefined || types.includes(event.type))
}
