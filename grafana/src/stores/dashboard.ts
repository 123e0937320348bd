import { dashboard } from '../building/frame/dashboard.ts'
import { caches } from './caches.ts'
import { database } from './database.ts'
import { now } from './now.ts'
import { redis } from './redis.ts'

/** For the night when memory, Redis or the store is unwell. */
export const stores = dashboard({
  uid: 'anilibria-stores',
  title: 'AniLibria Caches and Stores',
  description: 'Do memory, Redis and the store have what is asked for, and do they answer?',
  from: 'now-6h',
  rows: [now, caches, database, redis],
})
