import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { version } from '../../../core/version.ts'
import type { Env } from '../../env.ts'
import { statsSchema } from '../../schemas/internal.ts'
import { internalResponses } from '../../schemas/responses.ts'
import type { InternalDeps } from './deps.ts'

const route = createRoute({
  method: 'get',
  path: '/stats',
  summary: 'How much is stored, and what waits to be done',
  responses: internalResponses({ 200: statsSchema }),
})

export function stats({ storeSize, jobs, now, startedAt }: InternalDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>().openapi(route, async (c) => {
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
    return c.json({ data }, 200)
  })
}
