import { dashboard } from '../building/frame/dashboard.ts'
import { answers } from './answers.ts'
import { now } from './now.ts'
import { tries } from './tries.ts'

/** For the night when AniLibria is slow, half broken or gone. */
export const hosts = dashboard({
  uid: 'anilibria-hosts',
  title: "AniLibria's Hosts",
  description: 'Does AniLibria answer us, how fast, and what do we do while it does not?',
  from: 'now-6h',
  rows: [now, answers, tries],
})
