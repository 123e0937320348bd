import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common'
import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import { built } from '../links/links.ts'
import { prometheus } from '../queries/data-sources.ts'
import { rowsQuery } from '../queries/query.ts'
import type { PanelSpec } from './panel-spec.ts'
import { type Steps, thresholdsOf } from './thresholds.ts'

export interface TableSpec extends Omit<PanelSpec, 'queries' | 'thresholds'> {
  /** One for each query: its legend is the column's name. */
  readonly columns: readonly Column[]
  /** Labels that are columns, in their order, by what to call them. */
  readonly labels: Readonly<Record<string, string>>
  /** What to say where there is no row. */
  readonly empty: string
  /** Links of a label's cells: `${__value.raw}` in a URL is what a cell says. */
  readonly cellLinks?: Readonly<Record<string, { readonly title: string; readonly url: string }>>
}

export interface Column {
  readonly name: string
  readonly expr: string
  readonly unit: string
  readonly thresholds?: Steps
}

/** One row for each series, the greatest of the first column on top. */
export function table(spec: TableSpec): Panel {
  const { title, description, unit, columns, width, labels, links = [] } = spec
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit(unit)
    .noValue(spec.empty)
    .span(width)
    .height(8)
    .targets(columns.map(({ expr, name }, index) => rowsQuery({ expr, legend: name }, index)))
    .links(links.map(built))
    .sortBy([new TableSortByFieldStateBuilder().displayName(columns[0]?.name ?? '').desc(true)])
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: indexOf(labels),
        renameByName: labels,
      },
    })
  for (const [index, column] of columns.entries()) {
    panel.overrideByName(numbersOf(index, columns), settingsOf(column))
  }
  for (const [label, { title, url }] of Object.entries(spec.cellLinks ?? {})) {
    const value = [{ title, url, targetBlank: true }]
    panel.overrideByName(labels[label] ?? label, [{ id: 'links', value }])
  }
  return panel.build()
}

/** What Grafana calls a query's numbers: with their letter once there are several. */
function numbersOf(index: number, { length }: readonly Column[]): string {
  return length === 1 ? 'Value' : `Value #${String.fromCharCode(65 + index)}`
}

function indexOf(labels: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(Object.keys(labels).map((label, index) => [label, index]))
}

function settingsOf({ name, unit, thresholds }: Column): DynamicConfigValue[] {
  return [
    { id: 'displayName', value: name },
    { id: 'unit', value: unit },
    ...(thresholds
      ? [
          { id: 'thresholds', value: thresholdsOf(thresholds).build() },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]
      : []),
  ]
}
