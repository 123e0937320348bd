import { dashboard } from '../building/frame/dashboard.ts'
import { eventLoop } from './event-loop.ts'
import { memory } from './memory.ts'
import { now } from './now.ts'

/** For the night when a replica is slow although nothing it uses is. */
export const runtime = dashboard({
  uid: 'anilibria-runtime',
  title: 'AniLibria Runtime',
  description: 'Is a process short of time, of memory or of handles? Deno and Bun tell less of it.',
  from: 'now-6h',
  rows: [now, eventLoop, memory],
})
