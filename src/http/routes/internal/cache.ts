import { z } from '@hono/zod-openapi'
import { json } from '../../answers/answer.ts'
import { type Route, route } from '../../route.ts'
import { cacheStatsSchema, clearedSchema, pattern } from '../../schemas/internal.ts'
import { internalResponses } from '../../schemas/responses.ts'
import type { InternalDeps } from './deps.ts'

const stats = {
  method: 'get',
  path: '/cache/stats',
  summary: 'What each level of the cache holds, and how often it helps',
  responses: internalResponses({ 200: cacheStatsSchema }),
} as const

const clear = {
  method: 'delete',
  path: '/cache',
  summary: 'Removes answers from the caches of all replicas, and none from the store',
  request: { query: z.object({ pattern }) },
  responses: internalResponses({ 200: clearedSchema }),
} as const

export function cache({ cacheStats, clearCache }: InternalDeps): Route[] {
  return [
    route(stats, async (c) => json(c, 200, { data: await cacheStats() })),
    route(clear, async (c, { query: { pattern } }) =>
      json(c, 200, { data: { removed: await clearCache(pattern) } }),
    ),
  ]
}
