import {
  type Dashboard,
  DashboardCursorSync,
  defaultDashboard,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { link, otherDashboards, repository, tag } from '../links/links.ts'
import { annotations } from './annotations.ts'
import { placed } from './placing.ts'
import { variables } from './variables.ts'

export interface DashboardSpec {
  /** Part of its address: never changes. */
  readonly uid: string
  readonly title: string
  /** The question that it answers. */
  readonly description: string
  /** What is shown at first: `now-6h`. */
  readonly from: string
  /** How often it asks anew. Default `30s`: twice the time between scrapes. */
  readonly refresh?: string
  readonly rows: readonly Row[]
}

/** Panels under a heading, from left to right, in as many lines as they take. */
export interface Row {
  readonly title: string
  readonly panels: readonly Panel[]
}

/** A dashboard with what all have: what can be chosen, what is marked, where to go on. */
export function dashboard(spec: DashboardSpec): Dashboard {
  const { uid, title, description, from, refresh = '30s', rows } = spec
  return {
    uid,
    title,
    description,
    ...defaultDashboard(),
    tags: [tag],
    // What was clicked here would be lost at the next start: `grafana/src` is the place.
    editable: false,
    graphTooltip: DashboardCursorSync.Crosshair,
    time: { from, to: 'now' },
    refresh,
    templating: { list: [...variables] },
    annotations: { list: [...annotations] },
    links: [otherDashboards, link('Runbooks', `${repository}/alertmanager/runbooks`)],
    panels: placed(rows),
  }
}
