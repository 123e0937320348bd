import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { Failure } from '../../../core/failure.ts'
import type { Synced } from '../../../core/sync/sync-titles.ts'
import type { Env } from '../../env.ts'
import { addedSchema, statusSchema, syncedSchema, syncTitleBody } from '../../schemas/internal.ts'
import { internalResponses } from '../../schemas/responses.ts'
import type { InternalDeps } from './deps.ts'
import { describeJobs, describeProgress } from './describe-status.ts'

/** How long the caller waits for his title, in milliseconds. */
const waitMs = 10_000

const json = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

const syncTitle = createRoute({
  method: 'post',
  path: '/sync/title',
  summary: 'Brings one stored title up to date; answers when that is done, or after 10 s with 202',
  request: json(syncTitleBody),
  responses: internalResponses({ 200: syncedSchema, 202: addedSchema }, ['TITLE_NOT_FOUND']),
})

const syncCatalogue = createRoute({
  method: 'post',
  path: '/sync/catalogue',
  summary: 'Begins to bring all stored titles up to date, or goes on with that',
  request: {},
  responses: internalResponses({ 202: addedSchema }),
})

const syncStatus = createRoute({
  method: 'get',
  path: '/sync/status',
  summary: 'How far the catalogue has come, and what the queue of jobs holds',
  responses: internalResponses({ 200: statusSchema }),
})

export function sync({ jobs, progress }: InternalDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>()
    .openapi(syncTitle, async (c) => {
      const { title_id: titleId, force } = c.req.valid('json')
      const name = `title-${titleId}${force ? '-force' : ''}`
      const id = await jobs.add('sync-title', name, { titleId, force })
      const result = (await jobs.result(id, waitMs)) as Synced | undefined
      if (result === undefined) return c.json({ data: { job_id: id } }, 202)
      const { outcome, episodes } = result
      if (outcome === 'not-found') {
        throw new Failure('title-not-found', `Cannot find title ${titleId}`)
      }
      return c.json({ data: { title_id: titleId, outcome, episodes } }, 200)
    })
    .openapi(syncCatalogue, async (c) => {
      const id = await jobs.add('sync-catalogue', 'catalogue', { since: null })
      return c.json({ data: { job_id: id } }, 202)
    })
    .openapi(syncStatus, async (c) => {
      const [catalogue, status] = await Promise.all([progress(), jobs.status()])
      return c.json(
        {
          data: { catalogue: catalogue && describeProgress(catalogue), jobs: describeJobs(status) },
        },
        200,
      )
    })
}
