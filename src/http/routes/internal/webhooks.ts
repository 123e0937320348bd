import { z } from '@hono/zod-openapi'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { answer, json } from '../../answers/answer.ts'
import { invalidAt } from '../../answers/invalid.ts'
import { problem } from '../../answers/problem.ts'
import { type Route, route } from '../../route.ts'
import { internalResponses } from '../../schemas/responses.ts'
import { addedWebhookSchema, addWebhookBody, webhooksSchema } from '../../schemas/webhooks.ts'
import type { InternalDeps } from './deps.ts'

/** How many webhooks there may be. */
const most = 100

const add = {
  method: 'post',
  path: '/webhooks',
  summary: 'Lets a service be told of events by signed requests (Standard Webhooks)',
  request: { body: addWebhookBody },
  responses: internalResponses({ 201: addedWebhookSchema }, ['TOO_MANY_WEBHOOKS']),
} as const

const list = {
  method: 'get',
  path: '/webhooks',
  summary: 'Who is told of events',
  responses: internalResponses({ 200: webhooksSchema }),
} as const

const remove = {
  method: 'delete',
  path: '/webhooks/{id}',
  summary: 'Tells a service nothing more, also not what waits',
  request: { params: z.object({ id: z.string().regex(/^[\w-]{1,64}$/, 'expected an id') }) },
  responses: {
    204: { description: 'It is not told any more' },
    ...internalResponses({}, ['WEBHOOK_NOT_FOUND']),
  },
} as const

export function webhooks(deps: InternalDeps): Route[] {
  const { webhooks, outbox, newSecret, isForbidden, now } = deps
  return [
    route(add, async (c, { body }) => {
      const { url, types = null, title_ids: titleIds = null } = body
      if (isForbidden(new URL(url))) {
        return invalidAt(c, [{ path: 'url', message: 'expected a public address' }])
      }
      if ((await webhooks.list()).length >= most) {
        return problem(c, 'TOO_MANY_WEBHOOKS', `Cannot add a webhook: there are ${most} already`)
      }
      const webhook: Webhook = {
        id: crypto.randomUUID(),
        url,
        secret: newSecret(),
        types,
        titleIds,
        createdAt: now(),
        disabled: null,
      }
      await webhooks.add(webhook)
      return json(c, 201, { data: { ...describe(webhook), secret: webhook.secret } })
    }),
    route(list, async (c) => json(c, 200, { data: (await webhooks.list()).map(describe) })),
    route(remove, async (c, { params: { id } }) => {
      if (!(await webhooks.remove(id))) {
        return problem(c, 'WEBHOOK_NOT_FOUND', `Cannot find webhook ${id}`)
      }
      await outbox.drop(id)
      return answer(c, 204, null, {})
    }),
  ]
}

function describe({ id, url, types, titleIds, createdAt, disabled }: Webhook) {
  return {
    id,
    url,
    types: types && [...types],
    title_ids: titleIds && [...titleIds],
    created_at: new Date(createdAt).toISOString(),
    disabled: disabled && { at: new Date(disabled.at).toISOString(), reason: disabled.reason },
  }
}
