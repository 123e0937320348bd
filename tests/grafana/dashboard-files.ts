import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus'

/** A dashboard as Grafana reads it. */
export interface DashboardFile {
  /** Without its extension. */
  readonly name: string
  readonly text: string
  readonly dashboard: Dashboard
}

/** A panel that shows something: no heading. */
export interface ShownPanel {
  /** What to call it in the name of a test: `AniLibria Service / Request Rate`. */
  readonly name: string
  readonly dashboard: Dashboard
  readonly panel: Panel
  readonly targets: readonly Dataquery[]
}

export const dashboardFiles: readonly DashboardFile[] = globSync('grafana/dashboards/*.json')
  .sort()
  .map((file) => {
    const text = readFileSync(file, 'utf8')
    return { name: basename(file, '.json'), text, dashboard: JSON.parse(text) }
  })

export const dashboards = dashboardFiles.map(({ dashboard }) => dashboard)

export const shownPanels: readonly ShownPanel[] = dashboards.flatMap((dashboard) =>
  (dashboard.panels ?? []).filter(isShown).map((panel) => ({
    name: `${dashboard.title} / ${panel.title}`,
    dashboard,
    panel,
    targets: (panel.targets ?? []) as Dataquery[],
  })),
)

/** A panel of the dashboard that the project began with. */
export function servicePanel(title: string): ShownPanel {
  const name = `AniLibria Service / ${title}`
  const found = shownPanels.find((panel) => panel.name === name)
  if (found === undefined) throw new Error(`Cannot find ${name}`)
  return found
}

function isShown(panel: Panel | RowPanel): panel is Panel {
  return panel.type !== 'row'
}
