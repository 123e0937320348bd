import { createMemoryCache, type MemoryCache } from '../../adapters/memory/cache.ts'
import type { Bus } from '../../core/replicas/bus.ts'
import { followingReplicas } from '../../core/replicas/following-replicas.ts'
import type { Cache } from '../../core/store/cache.ts'
import { fitsPattern } from '../../core/store/key-pattern.ts'
import { createHitRate, type HitRate } from '../../telemetry/measured/hit-rate.ts'
import { measuredCache } from '../../telemetry/measured/measured-cache.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { tracedMemory } from '../../telemetry/traced/traced-memory.ts'

export interface ComposedMemory {
  /** The nearest level. */
  readonly cache: Cache
  readonly memory: MemoryCache
  readonly hitRate: HitRate
}

/** The level in this process: counted, traced, and dropping what other replicas learn anew. */
export function composeMemory(
  maxBytes: number,
  bus: Bus,
  { meter, tracer }: Telemetry,
): ComposedMemory {
  const memory = createMemoryCache({ maxBytes })
  const hitRate = createHitRate()
  const labels = { cache_level: 'memory' } as const
  meter.watch('cacheSize', labels, memory.sizeBytes)
  meter.watch('cacheHitRate', labels, hitRate.read)
  bus.listen((message) => {
    if (message.kind === 'cleared') memory.clear((key) => fitsPattern(message.pattern, key))
  })
  const measured = measuredCache(memory, { level: 'memory', meter, hitRate })
  return { cache: tracedMemory(followingReplicas(measured, bus), tracer), memory, hitRate }
}
