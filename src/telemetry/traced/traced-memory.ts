import { whenThere } from '../../core/soon.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { Tracer } from '../tracer.ts'

const attributes = { 'cache.level': 'memory' } as const

/** `tracedCache` for the level in this process, where looking leads to nothing else. */
export function tracedMemory(cache: Cache, tracer: Tracer, now: () => number = Date.now): Cache {
  return {
    ...cache,
    read(key, signal) {
      const span = tracer.begin('memoryLookup', attributes)
      return whenThere(cache.read(key, signal), (kept) => {
        span.set({ 'cache.hit': kept !== null && kept.freshUntil > now() })
        span.end()
        return kept
      })
    },
  }
}
