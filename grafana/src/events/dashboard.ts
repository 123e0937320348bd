import { dashboard } from '../building/frame/dashboard.ts'
import { connections } from './connections.ts'
import { jobs } from './jobs.ts'
import { now } from './now.ts'
import { telling } from './telling.ts'

/** For the night when nobody hears of a new episode. */
export const events = dashboard({
  uid: 'anilibria-events',
  title: 'AniLibria Events',
  description: 'Do those who wait for news hear of it, how late, and what is done behind?',
  from: 'now-6h',
  rows: [now, connections, telling, jobs],
})
