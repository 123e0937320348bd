import { version } from '../../../core/version.ts'
import { json } from '../../answers/answer.ts'
import { type Route, route } from '../../route.ts'
import { statsSchema } from '../../schemas/internal.ts'
import { internalResponses } from '../../schemas/responses.ts'
import type { InternalDeps } from './deps.ts'

const described = {
  method: 'get',
  path: '/stats',
  summary: 'How much is stored, and what waits to be done',
  responses: internalResponses({ 200: statsSchema }),
} as const

export function stats({ storeSize, jobs, now, startedAt }: InternalDeps): Route[] {
  const answer = route(described, async (c) => {
    const [{ titles, bytes }, { waiting, active, failed }] = await Promise.all([
      storeSize(),
      jobs.status(),
    ])
    const data = {
      version,
      uptime_seconds: Math.floor((now() - startedAt) / 1000),
      titles,
      database_bytes: bytes,
      jobs: { waiting, active, failed: failed.length },
    }
    return json(c, 200, { data })
  })
  return [answer]
}
