import type { Store } from '../core/store.ts'
import { tracedCache } from './traced-cache.ts'
import type { Tracer } from './tracer.ts'

/** Puts a span around every look-up in a store. */
export function tracedStore(store: Store, tracer: Tracer, now?: () => number): Store {
  return {
    ...store,
    titles: tracedCache(store.titles, 'database', tracer, now),
    lists: tracedCache(store.lists, 'database', tracer, now),
  }
}
