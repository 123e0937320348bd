import type { Route } from '../../route.ts'
import { cache } from './cache.ts'
import type { InternalDeps } from './deps.ts'
import { stats } from './stats.ts'
import { sync } from './sync.ts'
import { webhooks } from './webhooks.ts'

/** Everything that only our own services may ask for. */
export function internal(deps: InternalDeps): Route[] {
  return [sync, stats, cache, webhooks].flatMap((routes) => routes(deps))
}
