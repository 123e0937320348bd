import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard'
import { events } from './events/dashboard.ts'
import { hosts } from './hosts/dashboard.ts'
import { objectives } from './objectives/dashboard.ts'
import { runtime } from './runtime/dashboard.ts'
import { service } from './service/dashboard.ts'
import { stores } from './stores/dashboard.ts'
import { telemetry } from './telemetry/dashboard.ts'

export const dashboards: readonly Dashboard[] = [
  service,
  objectives,
  hosts,
  stores,
  events,
  runtime,
  telemetry,
]

/** What Grafana reads, by the names of the files. */
export function dashboardFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    dashboards.map((dashboard) => [
      `${dashboard.uid}.json`,
      `${JSON.stringify(dashboard, null, 2)}\n`,
    ]),
  )
}
