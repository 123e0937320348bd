import { dashboard } from '../building/frame/dashboard.ts'
import { alerting } from './alerting.ts'
import { collector } from './collector.ts'
import { metrics } from './metrics.ts'
import { now } from './now.ts'
import { ourOwn } from './our-own.ts'

/** For the night when a graph looks too good to be true. */
export const telemetry = dashboard({
  uid: 'anilibria-telemetry',
  title: 'AniLibria Telemetry',
  description: 'Can we believe what we see: do spans, lines, numbers and alerts arrive?',
  from: 'now-6h',
  rows: [now, ourOwn, collector, metrics, alerting],
})
