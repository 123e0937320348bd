import type { Cache } from './cache.ts'
import { type ForgivingOptions, forgive } from './forgive.ts'

/** Turns a cache that fails or dawdles into one that misses. Its methods never reject. */
export function forgivingCache(cache: Cache, options: ForgivingOptions): Cache {
  return {
    read: (key) => forgive(() => cache.read(key), null, options),
    write: (key, kept) => forgive(() => cache.write(key, kept), undefined, options),
    remove: (key) => forgive(() => cache.remove(key), undefined, options),
  }
}
