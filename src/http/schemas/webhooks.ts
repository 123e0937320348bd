import { z } from '@hono/zod-openapi'
import { eventTypes } from '../../core/events/title-event.ts'

const mostTitles = 1000

const url = z
  .string({ error: 'expected an http or https URL' })
  .max(2000, 'expected at most 2000 characters')
  .refine(isWebhookUrl, 'expected an http or https URL without user and password')
  .openapi({ format: 'uri', example: 'https://example.org/anilibria-events' })

const type = z.enum(eventTypes, { error: `expected one of ${eventTypes.join(', ')}` })
const titleId = z
  .number({ error: 'expected a positive whole number' })
  .int('expected a whole number')
  .min(1, 'expected a positive whole number')
  .max(9_999_999_999)

export const addWebhookBody = z
  .object({
    url,
    types: z.array(type).min(1, 'expected at least one type').optional(),
    title_ids: z.array(titleId).min(1, 'expected at least one id').max(mostTitles).optional(),
  })
  .openapi('AddWebhook')

const webhook = z.object({
  id: z.string(),
  url: z.string(),
  types: z.array(z.enum(eventTypes)).nullable().openapi({ description: 'null: all' }),
  title_ids: z.array(z.number().int()).nullable().openapi({ description: 'null: all' }),
  created_at: z.string().openapi({ format: 'date-time' }),
  disabled: z
    .object({ at: z.string().openapi({ format: 'date-time' }), reason: z.string() })
    .nullable()
    .openapi({ description: 'Why nothing is sent to it any more' }),
})

export const webhooksSchema = z.object({ data: z.array(webhook) })

export const addedWebhookSchema = z.object({
  data: webhook.extend({
    secret: z
      .string()
      .openapi({ description: 'Its requests are signed with this; told only here' }),
  }),
})

function isWebhookUrl(text: string): boolean {
  const parsed = URL.parse(text)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return false
  return parsed.username + parsed.password === ''
}
