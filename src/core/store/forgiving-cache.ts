import type { Far } from '../soon.ts'
import type { Cache } from './cache.ts'
import { forgive } from './forgive.ts'
import type { Guard } from './guard.ts'

/** Turns a cache that fails or dawdles into one that misses. Its methods never reject. */
export function forgivingCache(cache: Far<Cache>, guard: Guard): Far<Cache> {
  return {
    read: (key) => forgive(guard, (signal) => cache.read(key, signal), null),
    write: (key, kept) => forgive(guard, () => cache.write(key, kept), undefined),
    remove: (key) => forgive(guard, () => cache.remove(key), undefined),
  }
}
