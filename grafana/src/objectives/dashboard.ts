import { dashboard } from '../building/frame/dashboard.ts'
import { failures } from './failures.ts'
import { routes } from './routes.ts'
import { slowness } from './slowness.ts'

/** For the night when an ErrorBudgetBurn wakes somebody, and for the talk about objectives. */
export const objectives = dashboard({
  uid: 'anilibria-objectives',
  title: 'AniLibria Objectives',
  description: 'How much of what may fail in 30 days has failed, how fast it goes on, and where?',
  from: 'now-3d',
  // Looking back for 30 days takes Prometheus a while.
  refresh: '5m',
  rows: [failures, slowness, routes],
})
