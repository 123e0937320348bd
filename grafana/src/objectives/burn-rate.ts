import type { DashboardLink, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { graph } from '../building/panels/graph.ts'
import { burns } from './budgets.ts'

export interface BurnRateSpec {
  readonly title: string
  readonly description: string
  /** Which of the records `job:anilibria_http_requests:*_rate1h` tell what burns it. */
  readonly ratio: 'error_ratio' | 'slow_ratio'
  /** Which share may be so. */
  readonly budget: number
  readonly links: readonly DashboardLink[]
}

/** The windows of the alerts: the long one of each, and the short one that ends it. */
const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const

/** How fast a budget burns, in every window that an alert looks at. Dashed: when it fires. */
export function burnRate({ title, description, ratio, budget, links }: BurnRateSpec): Panel {
  return graph({
    title,
    description,
    unit: units.Short,
    queries: windows.map((window) => ({
      expr: `max(job:anilibria_http_requests:${ratio}_rate${window}{job=~"$job"}) / ${budget}`,
      legend: window,
    })),
    width: 12,
    thresholds: [
      { color: 'green', value: null },
      { color: 'yellow', value: burns.warned },
      { color: 'orange', value: burns.warnedSooner },
      { color: 'red', value: burns.paged },
      { color: 'dark-red', value: burns.pagedSooner },
    ],
    links,
  })
}
