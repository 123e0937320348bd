import { Failure } from '../../../core/failure.ts'
import type { Synced } from '../../../core/sync/sync-titles.ts'
import { json } from '../../answers/answer.ts'
import { type Route, route } from '../../route.ts'
import { addedSchema, statusSchema, syncedSchema, syncTitleBody } from '../../schemas/internal.ts'
import { internalResponses } from '../../schemas/responses.ts'
import type { InternalDeps } from './deps.ts'
import { describeJobs, describeProgress } from './describe-status.ts'

/** How long the caller waits for his title, in milliseconds. */
const waitMs = 10_000

const syncTitle = {
  method: 'post',
  path: '/sync/title',
  summary: 'Brings one stored title up to date; answers when that is done, or after 10 s with 202',
  request: { body: syncTitleBody },
  responses: internalResponses({ 200: syncedSchema, 202: addedSchema }, ['TITLE_NOT_FOUND']),
} as const

const syncCatalogue = {
  method: 'post',
  path: '/sync/catalogue',
  summary: 'Begins to bring all stored titles up to date, or goes on with that',
  responses: internalResponses({ 202: addedSchema }),
} as const

const syncStatus = {
  method: 'get',
  path: '/sync/status',
  summary: 'How far the catalogue has come, and what the queue of jobs holds',
  responses: internalResponses({ 200: statusSchema }),
} as const

export function sync({ jobs, progress }: InternalDeps): Route[] {
  return [
    route(syncTitle, async (c, { body: { title_id: titleId, force } }) => {
      const name = `title-${titleId}${force ? '-force' : ''}`
      const id = await jobs.add('sync-title', name, { titleId, force })
      const result = (await jobs.result(id, waitMs)) as Synced | undefined
      if (result === undefined) return json(c, 202, { data: { job_id: id } })
      const { outcome, episodes } = result
      if (outcome === 'not-found') {
        throw new Failure('title-not-found', `Cannot find title ${titleId}`)
      }
      return json(c, 200, { data: { title_id: titleId, outcome, episodes } })
    }),
    route(syncCatalogue, async (c) => {
      const id = await jobs.add('sync-catalogue', 'catalogue', { since: null })
      return json(c, 202, { data: { job_id: id } })
    }),
    route(syncStatus, async (c) => {
      const [catalogue, status] = await Promise.all([progress(), jobs.status()])
      const data = {
        catalogue: catalogue && describeProgress(catalogue),
        jobs: describeJobs(status),
      }
      return json(c, 200, { data })
    }),
  ]
}
