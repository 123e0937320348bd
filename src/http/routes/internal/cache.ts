import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from '../../env.ts'
import { cacheStatsSchema, clearedSchema, pattern } from '../../schemas/internal.ts'
import { internalResponses } from '../../schemas/responses.ts'
import type { InternalDeps } from './deps.ts'

const stats = createRoute({
  method: 'get',
  path: '/cache/stats',
  summary: 'What each level of the cache holds, and how often it helps',
  responses: internalResponses({ 200: cacheStatsSchema }),
})

const clear = createRoute({
  method: 'delete',
  path: '/cache',
  summary: 'Removes answers from the caches of all replicas, and none from the store',
  request: { query: z.object({ pattern }) },
  responses: internalResponses({ 200: clearedSchema }),
})

export function cache({ cacheStats, clearCache }: InternalDeps): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>()
    .openapi(stats, async (c) => c.json({ data: await cacheStats() }, 200))
    .openapi(clear, async (c) => {
      const removed = await clearCache(c.req.valid('query').pattern)
      return c.json({ data: { removed } }, 200)
    })
}
