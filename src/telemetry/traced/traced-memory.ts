import { whenThere } from '../../core/soon.ts'
import type { Cache } from '../../core/store/cache.ts'
import type { Tracer } from '../tracer.ts'

const hit = { 'cache.level': 'memory', 'cache.hit': true } as const
const miss = { ...hit, 'cache.hit': false } as const

/** `tracedCache` for the level in this process, where looking leads to nothing else. */
export function tracedMemory(cache: Cache, tracer: Tracer, now: () => number = Date.now): Cache {
  return {
    ...cache,
    read(key, signal) {
      const span = tracer.begin('memoryLookup')
      if (span === undefined) return cache.read(key, signal)
      return whenThere(cache.read(key, signal), (kept) => {
        span.set(kept !== null && kept.freshUntil > now() ? hit : miss)
        span.end()
        return kept
      })
    },
  }
}
