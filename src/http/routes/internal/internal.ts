import { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../../env.ts'
import { invalid } from '../../invalid.ts'
import { internalOnly } from '../../middleware/internal-only.ts'
import { cache } from './cache.ts'
import type { InternalDeps } from './deps.ts'
import { stats } from './stats.ts'
import { sync } from './sync.ts'
import { webhooks } from './webhooks.ts'

/** Everything that only our own services may ask for. */
export function internal(deps: InternalDeps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({ defaultHook: invalid })
  app.use(internalOnly(deps.verify))
  for (const routes of [sync, stats, cache, webhooks]) app.route('/', routes(deps))
  return app
}
