import { dashboard } from '../building/frame/dashboard.ts'
import { answers } from './answers.ts'
import { causes } from './causes.ts'
import { now } from './now.ts'
import { visitors } from './visitors.ts'

/** The first one to open. */
export const service = dashboard({
  uid: 'anilibria-service',
  title: 'AniLibria Service',
  description: 'Do visitors get what they ask for, and if not, where does it fail?',
  from: 'now-6h',
  rows: [now, visitors, answers, causes],
})
