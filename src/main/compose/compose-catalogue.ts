import type { Config } from '../../config.ts'
import type { TitleEvent } from '../../core/events/title-event.ts'
import type { Watch } from '../../core/events/watcher.ts'
import type { HealthCheck } from '../../core/health.ts'
import { fitsPattern } from '../../core/store/key-pattern.ts'
import type { Store } from '../../core/store/store.ts'
import type { CacheStats } from '../../http/routes/internal/deps.ts'
import { measuredJobs } from '../../telemetry/measured/measured-jobs.ts'
import type { Scope } from '../../telemetry/scope.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { tracedJobs } from '../../telemetry/traced/traced-jobs.ts'
import { anilibriaCheck, databaseCheck, redisCheck } from '../health-checks.ts'
import { composeWatch } from './compose-events.ts'
import { type ComposedSync, composeSync } from './compose-jobs.ts'
import { composeMemory } from './compose-memory.ts'
import { type ComposedTitles, composeTitles } from './compose-titles.ts'
import { composeUpstream } from './compose-upstream.ts'
import { lookEvery } from './look-every.ts'
import { joinReplicas, type Replicas } from './replicas/replicas.ts'
import { composeStore } from './store/compose-store.ts'
import { openStore } from './store/open-store.ts'

/** How often the store is asked how large it is, in milliseconds. */
const storeSizeMs = 60_000

export interface CatalogueParts {
  readonly scope: Scope
  readonly telemetry: Telemetry
  /** How much memory answers may take. */
  readonly memoryBytes: number
  /** Is told of what was appended to the event log. */
  readonly onEvents: (events: readonly TitleEvent[]) => void
}

/** Everything behind the routes, and behind the command line. */
export interface Catalogue {
  readonly titles: ComposedTitles
  readonly sync: ComposedSync
  readonly watch: Watch
  readonly store: Store
  readonly replicas: Replicas
  readonly checks: readonly HealthCheck[]
  /** Where the store lies. */
  readonly place: string
  cacheStats(): CacheStats
  clearCache(pattern: string): Promise<number>
  close(): Promise<void>
}

/** @throws {Error} With words for whoever starts the service, if the store cannot be used. */
export async function composeCatalogue(config: Config, parts: CatalogueParts): Promise<Catalogue> {
  const { telemetry, scope, memoryBytes, onEvents } = parts
  const opened = await openStore(config, telemetry)
  const joined = await joinReplicas(config, telemetry)
  const jobs = measuredJobs(tracedJobs(joined.jobs, telemetry.tracer, scope), telemetry)
  const replicas = { ...joined, jobs }
  const { shared, turns, bus } = replicas
  const { catalog, check } = composeUpstream(config, telemetry)
  const stored = composeStore({ ...opened, scope, onEvents }, telemetry)
  const { cache, memory, hitRate } = composeMemory(memoryBytes, bus, telemetry)
  const read = { catalog, memory: cache, shared, store: stored.answers, turns, bus }
  const titles = composeTitles(config, read, telemetry)
  const size = lookEvery(storeSizeMs, stored.store.size)
  telemetry.meter.watch('databaseSize', {}, () => size.last()?.bytes ?? null)
  telemetry.meter.watch('databaseTitles', {}, () => size.last()?.titles ?? null)
  const sync = composeSync({ catalog, store: stored.store, titles }, telemetry)
  return {
    titles,
    sync,
    watch: composeWatch({ catalog, store: stored.store, sync: sync.titles }, telemetry),
    store: stored.store,
    replicas,
    checks: [databaseCheck(opened.check), ...redisCheck(replicas.check), anilibriaCheck(check)],
    place: opened.place,
    cacheStats: () => ({
      memory: { entries: memory.count(), bytes: memory.sizeBytes(), hit_rate: hitRate.read() },
      redis: replicas.stats(),
      database: { hit_rate: stored.hitRate.read() },
    }),
    async clearCache(pattern) {
      const here = memory.clear((key) => fitsPattern(pattern, key))
      const there = await replicas.clear(pattern)
      await bus.tell({ kind: 'cleared', pattern })
      return here + there
    },
    async close() {
      size.stop()
      await replicas.close()
      await opened.close()
    },
  }
}
