import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Query } from '../queries/query.ts'
import type { Steps } from './thresholds.ts'

/** What every panel says of itself. */
export interface PanelSpec {
  readonly title: string
  /** One sentence: what is seen, and what to make of it. */
  readonly description: string
  /** Of `@grafana/grafana-foundation-sdk/units`. */
  readonly unit: string
  readonly queries: readonly Query[]
  /** How many of the 24 columns it takes. */
  readonly width: number
  readonly thresholds?: Steps
  /** Where to go on from here: runbooks, traces, log lines. */
  readonly links?: readonly DashboardLink[]
}
